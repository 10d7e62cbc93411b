"""WhatsApp and SMS, carried by Twilio."""
