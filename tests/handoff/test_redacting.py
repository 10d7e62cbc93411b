"""What leaves for a desk elsewhere has no numbers and addresses of people in it."""

from hypothesis import given
from hypothesis import strategies as st

from handoff.tickets.redacting import redacted

_NAMES = st.from_regex(r"[a-z0-9]([a-z0-9._+-]{0,20}[a-z0-9])?", fullmatch=True)
_HOSTS = st.from_regex(r"[a-z]([a-z0-9-]{0,10}[a-z0-9])?(\.[a-z]{2,6}){1,2}", fullmatch=True)
_AROUND = st.text(alphabet="abc .,;:()<>\n€é", max_size=20)


@given(before=_AROUND, name=_NAMES, host=_HOSTS, after=_AROUND)
def test_an_address_never_leaves(before: str, name: str, host: str, after: str) -> None:
    address = f"{name}@{host}"

    assert address not in redacted(f"{before} {address} {after}")


@given(name=_NAMES, host=_HOSTS)
def test_the_address_that_was_given_to_be_reached_stays(name: str, host: str) -> None:
    address = f"{name}@{host}"

    said = redacted(f"Mail mij op {address.upper()}, graag", keep=address)

    assert said == f"Mail mij op {address.upper()}, graag"


def test_personal_numbers_do_not_leave() -> None:
    said = redacted("BSN 123456782, rekening NL91ABNA0417164300")

    assert said == "BSN [burgerservicenummer], rekening [rekeningnummer]"
