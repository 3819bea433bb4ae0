"""HTTP sessions to the office: our certificate, its CA and no other, nothing of the environment; and hanging up."""

from __future__ import annotations

import ssl
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from kiosk.backend_client.receiver import listen


class _Connection(HTTPConnection):
    def getresponse(self) -> Any:  # urllib3's own class, which has no public name
        listen(self.sock)
        return super().getresponse()


class _TlsConnection(HTTPSConnection):
    def getresponse(self) -> Any:
        listen(self.sock)
        return super().getresponse()


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _TlsConnection


class _Adapter(HTTPAdapter):
    def __init__(self, tls: ssl.SSLContext | None, connections: int) -> None:
        self._tls = tls
        super().__init__(pool_connections=1, pool_maxsize=connections, max_retries=0)

    def init_poolmanager(self, *args: Any, **more: Any) -> None:
        super().init_poolmanager(*args, **more, ssl_context=self._tls)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _TlsPool}


class _Session(requests.Session):
    def get_redirect_target(self, resp: requests.Response) -> None:
        """None, whatever it says: requests would read the whole of such an answer, redirects allowed or not."""


def new_session(tls: ssl.SSLContext | None, ca: str, connections: int) -> requests.Session:
    """A session of its own. `ca`: the same file that `tls` trusts, since requests insists on naming one."""
    session = _Session()
    session.trust_env = False  # no proxies, no .netrc, no REQUESTS_CA_BUNDLE over our own certificate
    session.verify = ca or True
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
    session.headers.update({"User-Agent": "hrss-kiosk", "Accept-Encoding": "identity"})
    for scheme in ("http://", "https://"):
        session.mount(scheme, _Adapter(tls, connections))
    return session
