"""A desk that is a mailbox: colleagues answer from the mail program that they have."""
