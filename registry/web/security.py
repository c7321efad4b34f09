"""What every answer carries, and what no request may do: headers, size, and where a form came from."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 25_000_000
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
STRICT_TRANSPORT = {"Strict-Transport-Security": "max-age=31536000"}


def headers_of(base_url: str) -> dict[str, str]:
    """What every answer carries; where the site is reached over https, browsers are told to remember that."""
    return HEADERS | (STRICT_TRANSPORT if base_url.startswith("https://") else {})


class SecurityHeaders:
    """Puts the headers on every answer, errors too."""

    def __init__(self, app: ASGIApp, base_url: str) -> None:
        """Take the application, and the address it is reached at."""
        self.app = app
        self.headers = headers_of(base_url)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add to what comes back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)


class SizeLimit:
    """Stops a body that is too large, before it fills the memory: by its stated length, and as it comes."""

    def __init__(self, app: ASGIApp) -> None:
        """Take the application that is to be spared."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on while it is small enough."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        stated = Headers(scope=scope).get("content-length", "0")
        if not stated.isdecimal() or int(stated) > LARGEST_BODY:
            await _too_large(send)
            return
        come = 0

        async def counted() -> Message:
            nonlocal come
            message = await receive()
            come += len(message.get("body", b""))
            return message if come <= LARGEST_BODY else {"type": "http.disconnect"}

        try:
            await self.app(scope, counted, send)
        except ClientDisconnect:
            if come <= LARGEST_BODY:
                raise
            await _too_large(send)


async def _too_large(send: Send) -> None:
    body = b"Det du sendte, er for stort. Det er plass til 25 MB. Ingenting er lagret."
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def comes_from_here(headers: Headers, base_url: str) -> bool:
    """Did this unsafe request come from one of our own pages?

    Browsers say so in Sec-Fetch-Site, older ones in Origin; what says neither is no browser.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = headers.get("origin")
    if origin is None:
        return True
    return origin in {
        base_url.rstrip("/"),
        f"http://{headers.get('host', '')}",
        f"https://{headers.get('host', '')}",
    }
