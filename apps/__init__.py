"""One file per process: settings in, a running thing out."""
