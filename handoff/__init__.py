"""From bot to human: who the advisors are, the queue, and who has the conversation."""
