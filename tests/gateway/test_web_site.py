"""The site around the conversations: limits, description, health, numbers, pages."""

import httpx
import pytest

from apps.settings import Settings
from tests.gateway.conftest import Talk, answer_in, assert_problem, opened

pytestmark = pytest.mark.usefixtures("working")


class TestRateLimit:
    """The measure of this machine itself, made small."""

    @pytest.fixture
    def settings(self, sqlite_url: str) -> Settings:
        return Settings(database_url=sqlite_url, engine_secret="x", rate_loopback="5/minute")

    async def test_who_calls_too_often_is_told_when_to_come_back(
        self, site: httpx.AsyncClient
    ) -> None:
        answers = [await site.post("/api/v1/conversations", json={}) for _ in range(6)]

        assert [answer.status_code for answer in answers] == [201] * 5 + [429]
        assert_problem(answers[-1], 429, "too-many-requests")
        assert 0 < int(answers[-1].headers["retry-after"]) <= 60

    async def test_another_address_has_its_own_measure(self, site: httpx.AsyncClient) -> None:
        for _ in range(6):
            await site.post("/api/v1/conversations", json={})

        elsewhere = {"X-Forwarded-For": "192.0.2.7"}
        response = await site.post("/api/v1/conversations", json={}, headers=elsewhere)

        assert response.status_code == 201

    async def test_waiting_for_an_answer_does_not_count(self, site: httpx.AsyncClient) -> None:
        talk = await opened(site)

        answers = [await talk.read() for _ in range(20)]

        assert {answer.status_code for answer in answers} == {200}


async def test_the_description_of_the_api_names_every_call(site: httpx.AsyncClient) -> None:
    description = (await site.get("/api/v1/openapi.json")).json()

    assert description["openapi"].startswith("3.1")
    assert set(description["paths"]) >= {
        "/api/v1/conversations",
        "/api/v1/conversations/{conversation_id}",
        "/api/v1/conversations/{conversation_id}/messages",
        "/api/v1/conversations/{conversation_id}/events",
        "/api/v1/conversations/{conversation_id}/transcript",
        "/health/live",
        "/health/ready",
    }


async def test_health_tells_living_from_ready(site: httpx.AsyncClient) -> None:
    live, ready = await site.get("/health/live"), await site.get("/health/ready")

    assert live.status_code == 200
    assert (ready.status_code, ready.json()) == (
        503,
        {"ready": False, "engine": False, "database": True},
    )


async def test_the_metrics_count_calls_and_the_work_that_waits(
    site: httpx.AsyncClient, talk: Talk
) -> None:
    await talk.post(text="hoi")
    await answer_in(talk, after=2)

    metrics = (await site.get("/metrics")).text

    assert "schakel_requests_total" in metrics
    assert "schakel_turns_waiting 0" in metrics
    assert talk.id not in metrics


async def test_a_site_elsewhere_may_embed_the_widget(site: httpx.AsyncClient) -> None:
    response = await site.options(
        "/api/v1/conversations",
        headers={
            "Origin": "https://example.org",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization,content-type",
        },
    )

    assert response.headers["access-control-allow-origin"] == "*"

    answer = await site.get("/health/live", headers={"Origin": "https://example.org"})
    assert "retry-after" in answer.headers["access-control-expose-headers"].lower()


async def test_the_page_allows_nothing_from_elsewhere_and_is_asked_for_anew_each_time(
    site: httpx.AsyncClient,
) -> None:
    page = await site.get("/")

    assert (await site.head("/")).status_code == 200
    assert page.headers["cache-control"] == "no-cache"
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
