"""What an advisor can read of what came by Twilio."""

UNTITLED = "bijlage"
