"""What a letter by e-mail can hold."""

from conversations.channels import Abilities

EMAIL = Abilities(text=20_000, files=True, caption=20_000)
