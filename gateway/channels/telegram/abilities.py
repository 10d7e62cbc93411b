"""What a message in Telegram can hold: https://core.telegram.org/bots/api#sendmessage."""

from conversations.channels import Abilities

# Eight buttons fill a screen, and longer titles are cut off on it; Telegram itself sets no limit.
TELEGRAM = Abilities(text=4_096, buttons=8, button_title=40, files=True, caption=1_024)
