"""What every mailbox needs, whoever writes to it: reading mails, and asking a server for them."""
