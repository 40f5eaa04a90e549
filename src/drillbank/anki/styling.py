"""How cards look in Anki: a narrow column, by day and by night, on a desk and on a phone.

Written out rather than made from a Pygments style, so that every bank exports the same note types
whatever Pygments it has.
"""

CSS = """\
.card {
  --ink: #22272e; --soft: #636c76; --paper: #fdfcf9; --line: #dcd9d1; --tint: #f3f0e9;
  --mark: #0b57a4; --must: #a23a12;
  --key: #8a2be2; --text: #1a7f37; --digit: #a4500f; --name: #0b57a4; --note: #6e7781;
  color-scheme: light; accent-color: var(--mark);
  margin: 0; padding: 1.6rem 1.2rem 2.4rem;
  background: var(--paper); color: var(--ink);
  font: 18px/1.55 -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
  text-align: left; overflow-wrap: break-word;
}
.card.nightMode, .nightMode .card, .card.night_mode, .night_mode .card {
  color-scheme: dark;
  --ink: #dfe3e8; --soft: #9aa4af; --paper: #1d2126; --line: #3a424c; --tint: #282e36;
  --mark: #7ab7ff; --must: #ff9e73;
  --key: #c9a0ff; --text: #86d99a; --digit: #f0b072; --name: #7ab7ff; --note: #8b949e;
}
main, hr { max-width: 38rem; margin-left: auto; margin-right: auto; }
main > div > :first-child { margin-top: 0; }
hr { border: 0; border-top: 1px solid var(--line); margin-top: 1.4rem; margin-bottom: 1.4rem; }
p, ul, ol, pre, table, blockquote, details { margin: .7em 0; }
ul, ol { padding-left: 1.4em; }
li { margin: .25em 0; }
li > p { margin: .25em 0; }
a { color: var(--mark); }
h1, h2, h3, h4 { font-size: 1em; margin: 1.2em 0 .4em; }
.question { font-size: 1.12em; line-height: 1.45; }
.question pre { font-size: .74em; }
.question table, .question li, .question blockquote { font-size: .9em; }
.question li li, .question blockquote li { font-size: 1em; }
.cloze { color: var(--mark); font-weight: 600; }
.aloud, .hint summary, .see, footer, .rubric h4 {
  color: var(--soft); font-size: .8rem;
}
.aloud { margin: .8em 0 0; }
.hint summary { cursor: pointer; }
.why {
  border-left: 3px solid var(--line); padding-left: .8em; margin: 1em 0; color: var(--soft);
}
.rubric, .afterwards, .also { border-top: 1px solid var(--line); margin-top: 1.3em; }
main > div > .rubric:first-child { border-top: 0; }
.rubric:first-child > :first-child { margin-top: 0; }
.rubric h4 { text-transform: uppercase; letter-spacing: .06em; }
.rubric ul { list-style: none; padding: 0; }
.rubric label { display: flex; gap: .6em; align-items: baseline; cursor: pointer; }
.rubric input { flex: none; width: 1em; height: 1em; margin: 0; position: relative; top: .12em; }
.must .tag {
  color: var(--must); border: 1px solid; border-radius: 3px; padding: 0 .35em;
  font-size: .68em; font-style: normal; text-transform: uppercase; letter-spacing: .05em;
}
blockquote {
  border-left: 3px solid var(--line); margin-left: 0; padding-left: .8em; color: var(--soft);
}
blockquote > :first-child, .why > :first-child { margin-top: 0; }
blockquote > :last-child, .why > :last-child { margin-bottom: 0; }
footer {
  display: flex; flex-wrap: wrap; justify-content: space-between; gap: .2em 1.2em;
  margin-top: 1.8em; opacity: .8; overflow-wrap: anywhere;
}
code, pre {
  font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .83em;
}
code { background: var(--tint); border-radius: 3px; padding: .1em .3em; }
pre {
  background: var(--tint); border-radius: 6px; padding: .8em 1em; overflow-x: auto;
  line-height: 1.45;
}
pre code { background: none; padding: 0; font-size: 1em; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td {
  border-bottom: 1px solid var(--line); padding: .35em .9em .35em 0; text-align: left;
  vertical-align: top;
}
th { font-weight: 600; }
img { max-width: 100%; height: auto; }
.picture { color: var(--soft); font-style: italic; }
.code .k, .code .kn, .code .kd, .code .kc, .code .kr, .code .kt, .code .ow { color: var(--key); }
.code .s, .code .s1, .code .s2, .code .sb, .code .sc, .code .sd, .code .sh, .code .si, .code
.se, .code .sr {
  color: var(--text);
}
.code .m, .code .mi, .code .mf, .code .mh, .code .mb, .code .mo, .code .il {
  color: var(--digit);
}
.code .nf, .code .nc, .code .nd, .code .nt, .code .fm { color: var(--name); }
.code .c, .code .c1, .code .cm, .code .ch, .code .cp, .code .cpf {
  color: var(--note); font-style: italic;
}
@media (min-width: 50rem) {
  main > div > pre { width: max-content; min-width: 100%; max-width: calc(50vw + 18rem); }
  main > div > pre { box-sizing: border-box; }
}
@media (max-width: 480px) {
  .card { font-size: 16.5px; padding: 1rem .9rem 2rem; }
  pre { padding: .7em .8em; }
}
"""
