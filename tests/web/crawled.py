"""All of the public site, as somebody sees it who follows every link from its start."""

import re
from collections.abc import Mapping

import httpx

START = "/hecha/"
NETWORKS = {"zh-CN": "198.51.100", "en": "203.0.113"}
BELOW = "https://office.example/hecha/"


def links(page: httpx.Response) -> list[str]:
    """Where a page leads, as whole addresses."""
    return [str(page.url.join(link.replace("&amp;", "&"))) for link in re.findall(r'<a [^>]*href="([^"]+)"', page.text)]


async def crawled(line: httpx.AsyncClient, language: str) -> Mapping[str, httpx.Response]:
    """Follow every link in a language; give the answers by address."""
    waiting, seen = [f"{BELOW}?lang={language}"], dict[str, httpx.Response]()
    while waiting:
        address = waiting.pop()
        # The allowance of each address is spent on the way.
        page = await line.get(address, headers={"x-forwarded-for": f"{NETWORKS[language]}.{len(seen) // 40}"})
        seen[address] = page
        is_page = page.headers["content-type"].startswith("text/html")
        if is_page and "content-disposition" not in page.headers:
            ours = [link for link in links(page) if link.startswith(BELOW) and f"lang={language}" in link]
            waiting += [link for link in dict.fromkeys(ours) if link not in seen and link not in waiting]
    return seen
