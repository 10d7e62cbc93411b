"""Files of a conversation: sent by who has it, opened by who may read it."""

import asyncio
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, MultipartBody, SkipValidation
from msgspec import Struct

from conversations.messages import Reply
from gateway.attachments import MAX_FILE, checked_file
from gateway.console.desk import problems
from gateway.console.desk.desk import Desk
from gateway.files import file_headers
from handoff.advisors import Advisor
from handoff.sessions import Session

# The other fields, and what a form puts around them: a text has 2,000 signs at most.
_AROUND_FILE = 64_000

TheDesk = NamedDependency[SkipValidation[Desk]]
Asked = Request[Advisor, Session, Any]


@dataclass(frozen=True)
class NewUpload:
    """A file with what is said about it; the same `client_id` twice is one message."""

    client_id: UUID
    file: UploadFile
    text: str = ""


class Sent(Struct):
    """The place of a message."""

    seq: int


class Files(Controller):
    """Both ways of a file."""

    path = "/adviseur/api"
    include_in_schema = False
    exception_handlers = problems.file_handlers

    @get("/files/{file:str}")
    async def open(self, file: FromPath[str], request: Asked, desk: TheDesk) -> Response[bytes]:
        """Give a file to who has its address, unless none of its requests may be read."""
        async with desk.store.reading() as work:
            kept = await work.file(file)
            handoffs = await work.handoffs_of_file(file)
        may_see = [desk.moves.may_see(request.user, one) for one in handoffs]
        if kept is None or (may_see and not any(may_see)):
            raise NotFoundException
        return Response(kept.data, media_type=kept.media_type, headers=file_headers(kept))

    @post(
        "/handoffs/{id:uuid}/files",
        status_code=200,
        request_max_body_size=MAX_FILE + _AROUND_FILE,
    )
    async def send(
        self, id: FromPath[UUID], data: MultipartBody[NewUpload], request: Asked, desk: TheDesk
    ) -> Sent:
        content = await data.file.read(MAX_FILE + 1)
        # Looking into a document of ten megabytes takes long enough to be noticed by others.
        file = await asyncio.to_thread(checked_file, data.file.filename, content)
        said = Reply(data.text, files=(file,))
        async with desk.store.transaction() as work:
            seq = await desk.moves.send_files(
                work, id, request.user, data.client_id, said, desk.clock()
            )
            await work.read_case(id, seq)
        return Sent(seq)
