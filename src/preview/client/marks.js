// Marks links to what is not public: a draft in a list must not pass for something published.

const ATTRIBUTE = "data-dateline-mark";
const sheet = new CSSStyleSheet();
sheet.replaceSync(`a[${ATTRIBUTE}]::after {
  content: " " attr(${ATTRIBUTE});
  margin-inline-start: .4em; padding: 0 .4em; border-radius: .2em;
  font: 600 .72rem/1.5 system-ui, sans-serif; color: #3b2300; background: #ffd27a;
  display: inline-block; vertical-align: baseline; text-decoration: none;
}`);

/** Marks every link to one of these pages, and takes away the marks of others. */
export function mark(marks, root) {
  if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets.push(sheet);
  const words = new Map(marks.map(({ url, mark }) => [new URL(url.slice(1), root).pathname, mark]));
  for (const link of document.querySelectorAll(`a[${ATTRIBUTE}]`)) link.removeAttribute(ATTRIBUTE);
  if (!words.size) return;
  for (const link of document.querySelectorAll("a[href]")) {
    const word = words.get(link.pathname.replace(/index\.html$/, ""));
    if (word) link.setAttribute(ATTRIBUTE, word);
  }
}
