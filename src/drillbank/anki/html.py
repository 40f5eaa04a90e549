r"""Markdown as HTML that Anki shows unharmed.

Nothing an author writes reaches Anki as markup of Anki's own: raw HTML is escaped, and so are
``{{…}}`` and ``[sound:…]``.  ``$…$`` becomes MathJax, fences are coloured by classes.
"""

import re
from collections.abc import Callable, Collection, Sequence
from functools import cache
from html import escape
from itertools import groupby
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from drillbank.authoring.cards import Face, Mode, Point
from drillbank.authoring.gaps import Gap, gaps_in, numbered
from drillbank.base.prose import in_words

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdd3]")
"""Never shown; U+001F would end a field, and the last four mark gaps below."""

_TAGS_OF_ANKI = re.compile(r"\[(?=sound:|anki:|/?latex\]|/?\$\$?\])")
_MATH = re.compile(
    r"\$\$(?P<block>(?:[^$]|\$(?!\$)){1,2000})\$\$"
    # A price is not a formula: no space inside the dollars, no digit behind them.
    r"|\$(?!\s)(?P<inline>(?:\\.|[^$\\]){1,1000})(?<!\s)\$(?!\d)",
    re.DOTALL,
)
_REACHABLE = re.compile(r"(?:https?|mailto):", re.IGNORECASE)

_IMAGES = "images"
"""Where the renderer's environment holds what finds images."""

_GAP, _HINT, _CLOSE, _STOP = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
"""Noncharacters of Unicode: Markdown passes them through, and no text holds them."""

_MARK = re.compile(f"[{_GAP}-{_STOP}]")
_MARKED_GAP = re.compile(f"{_GAP}([^{_GAP}]*?){_CLOSE}")


Images = Callable[[str], str | None]
"""The name in Anki of the image at a path; None for one that words must stand for."""


def no_images(_path: str) -> None:
    """None is there."""


def markdown(text: str, images: Images = no_images) -> str:
    """Paragraphs, lists, tables, code and formulas, safe in any field of a note."""
    return (
        _inert(_rendered(text, images)).replace("{{", "&#123;&#123;").replace("}}", "&#125;&#125;")
    )


def plain(text: str) -> str:
    """One line of text, nothing in it special."""
    words = " ".join(_CONTROLS.sub("", text).split())
    return _inert(escape(words)).replace("{{", "&#123;&#123;").replace("}}", "&#125;&#125;")


def cloze(head: str, numbers: Collection[int], images: Images = no_images) -> str:
    """The text with Anki's gaps for those of the ``numbers``; other gaps stand filled in."""
    clean = _CONTROLS.sub("", head)
    parts, end = [], 0
    for number, gap in numbered_gaps(clean):
        marked = _marked(number, gap) if number in numbers else gap.answer
        parts += [clean[end : gap.start], marked]
        end = gap.end
    text = "".join([*parts, clean[end:]])
    html = _inert(_rendered(text, images, keep_marks=True))
    whole = _MARKED_GAP.findall(html)
    if not len(whole) == text.count(_GAP) == html.count(_CLOSE):
        # Markdown took a gap apart, as a table's bar does: better bare than without its card.
        html = _inert(escape(text)).replace("\n", "<br>")
    braces = html.replace("{", "&#123;").replace("}", "&#125;")
    return _MARKED_GAP.sub(_gap_of_anki, braces)


def numbered_gaps(head: str) -> tuple[tuple[int, Gap], ...]:
    """The sound gaps of a text with the numbers that their cards go by."""
    return numbered([gap for gap in gaps_in(head) if isinstance(gap, Gap)])


def question(face: Face, images: Images = no_images, *, hint: bool) -> str:
    """The side shown first; its hint folded away if ``hint``."""
    parts = [markdown(face.question, images)]
    if face.mode is Mode.SPEAK:
        limit = f" within {clock(face.limit_s)}" if face.limit_s else ""
        parts.append(f'<p class="aloud">Answer aloud{limit}.</p>')
    if hint and face.hint:
        folded = markdown(face.hint, images)
        parts.append(f'<details class="hint"><summary>Hint</summary>{folded}</details>')
    return "".join(parts)


def answer(face: Face, images: Images = no_images, *, why: bool, see: bool) -> str:
    """The side shown second: the answer, what to tick, what comes after it."""
    parts = [] if _is_rubric(face) else [markdown(face.answer, images)]
    if face.points:
        parts.append(checklist(face.points, images))
    if face.afterwards:
        afterwards = markdown(face.afterwards, images)
        parts.append(f'<section class="afterwards">{afterwards}</section>')
    if face.also:
        wordings = "".join(f"<li>{markdown(wording, images)}</li>" for wording in face.also)
        parts.append(f'<section class="also"><h4>Also asked as</h4><ul>{wordings}</ul></section>')
    if why and face.why:
        parts.append(f'<div class="why">{markdown(face.why, images)}</div>')
    if see and face.see:
        parts.append(f'<p class="see">Lesson: {plain(face.see)}</p>')
    return "".join(parts)


def _is_rubric(face: Face) -> bool:
    """Whether the answer only lists the points, which are shown as boxes anyway."""
    return bool(face.points) and face.answer == "\n".join(f"- {one.text}" for one in face.points)


def checklist(points: Sequence[Point], images: Images = no_images) -> str:
    """The rubric as boxes to tick, under the words they count for."""
    parts = ['<section class="rubric">']
    for group, members in groupby(points, key=lambda point: point.group):
        parts.append(f"<h4>{plain(in_words(group))}</h4><ul>" if group else "<ul>")
        parts += [_box(point, images) for point in members]
        parts.append("</ul>")
    return "".join([*parts, "</section>"])


def clock(seconds: int) -> str:
    """``160`` as ``2:40``."""
    return f"{seconds // 60}:{seconds % 60:02}"


def _box(point: Point, images: Images) -> str:
    text = _inline(point.text, images)
    if point.must:
        return (
            f'<li class="must"><label><input type="checkbox">'
            f'<span>{text} <em class="tag">must</em></span></label></li>'
        )
    return f'<li><label><input type="checkbox"><span>{text}</span></label></li>'


def _inline(text: str, images: Images) -> str:
    html = _markdown().renderInline(_CONTROLS.sub("", text), {_IMAGES: images})
    return _inert(html).replace("{{", "&#123;&#123;").replace("}}", "&#125;&#125;")


def _rendered(text: str, images: Images, *, keep_marks: bool = False) -> str:
    clean = text if keep_marks else _CONTROLS.sub("", text)
    return str(_markdown().render(clean, {_IMAGES: images})).strip()


def _inert(html: str) -> str:
    """Without the brackets that Anki would take for a sound, speech or LaTeX of its own."""
    return _TAGS_OF_ANKI.sub("&#91;", html)


def _marked(number: int, gap: Gap) -> str:
    hint = "" if gap.hint is None else f"{_HINT}{gap.hint}"
    return f"{_GAP}{number}{_STOP}{gap.answer}{hint}{_CLOSE}"


def _gap_of_anki(found: re.Match[str]) -> str:
    number, _, inside = found[1].partition(_STOP)
    # A colon pair inside, as in C++, would begin a hint.
    text, mark, hint = inside.replace("::", "&#58;&#58;").partition(_HINT)
    return f"{{{{c{number}::{text}{'::' if mark else ''}{hint}}}}}"


@cache
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    markdown.inline.ruler.before("escape", "math", _math_rule)
    for rule in (math_inline, math_block, fence, code_block, link_open, link_close, image):
        markdown.add_render_rule(rule.__name__, rule)
    return markdown


def _math_rule(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "$":
        return False
    found = _MATH.match(state.src, state.pos, state.posMax)
    # Dollars inside and outside a gap are no pair.
    if found is None or found[0].count(_GAP) != found[0].count(_CLOSE):
        return False
    if not silent:
        kind = "math_block" if found["block"] is not None else "math_inline"
        state.push(kind, "", 0).content = found["block"] or found["inline"]
    state.pos = found.end()
    return True


# The renderer calls these by a token's type, always with the same five arguments.
_Tokens = Sequence[Token]


def math_inline(_: RendererHTML, tokens: _Tokens, at: int, _o: OptionsDict, _e: EnvType) -> str:
    """A formula in a line."""
    return rf"\({escape(tokens[at].content)}\)"


def math_block(_: RendererHTML, tokens: _Tokens, at: int, _o: OptionsDict, _e: EnvType) -> str:
    """A formula of its own."""
    return rf"\[{escape(tokens[at].content)}\]"


def fence(_: RendererHTML, tokens: _Tokens, at: int, _o: OptionsDict, _e: EnvType) -> str:
    """Code, its words classed for ``styling``."""
    words = tokens[at].info.split()
    return f'<pre class="code"><code>{_coloured(tokens[at].content, words)}</code></pre>'


def code_block(_: RendererHTML, tokens: _Tokens, at: int, _o: OptionsDict, _e: EnvType) -> str:
    """Code by indentation, in no known language."""
    return f'<pre class="code"><code>{escape(tokens[at].content)}</code></pre>'


def link_open(_: RendererHTML, tokens: _Tokens, at: int, _o: OptionsDict, _e: EnvType) -> str:
    """A link that leads somewhere outside the deck's folder; of others the text remains."""
    href = str(tokens[at].attrGet("href") or "")
    return f'<a href="{escape(href)}">' if _REACHABLE.match(href) else '<span class="ref">'


def link_close(_: RendererHTML, tokens: _Tokens, at: int, _o: OptionsDict, _e: EnvType) -> str:
    """The end of what ``link_open`` began."""
    depth = tokens[at].level
    opening = next(
        token
        for token in reversed(tokens[:at])
        if token.type == "link_open" and token.level == depth
    )
    return "</a>" if _REACHABLE.match(str(opening.attrGet("href") or "")) else "</span>"


def image(renderer: RendererHTML, tokens: _Tokens, at: int, o: OptionsDict, env: EnvType) -> str:
    """An image, or the words that stand for one that is not there."""
    written, words = str(tokens[at].attrGet("src") or ""), tokens[at].children or []
    images: Images = env[_IMAGES]
    source = written if _REACHABLE.match(written) else images(unquote(written))
    if source is not None and not _MARK.search(tokens[at].content):
        return f'<img src="{escape(source)}" alt="{escape(_told(words))}">'
    # Anki could not make a gap of a part of a tag: the words stand below the image.
    shown = "" if source is None else f'<img src="{escape(source)}" alt="">'
    return f'{shown}<span class="picture">{renderer.renderInline(words, o, env)}</span>'


def _told(tokens: Sequence[Token]) -> str:
    """What the tokens say, without their marks."""
    parts = [
        " " if token.type.endswith("break") else _told(token.children or ()) or token.content
        for token in tokens
    ]
    return " ".join("".join(parts).split())


def _coloured(code: str, language: Sequence[str]) -> str:
    try:
        lexer = get_lexer_by_name(language[0] if language else "text", stripnl=False)
    except ClassNotFound:
        return escape(code)
    return str(highlight(code, lexer, HtmlFormatter(nowrap=True)))
