"""Finding by need: which schemes and questions a sentence without a name may be about."""
