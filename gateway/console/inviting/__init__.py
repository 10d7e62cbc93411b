"""The pages on which a team lead sends invitations, and makes links and QR codes for them."""
