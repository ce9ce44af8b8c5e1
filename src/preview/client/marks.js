// Marks links to what is not public: a draft in a list must not pass for something published. And
// lets the mark of a fact in the text open its place in the file.

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

// The links that open the places of the facts in the text, in the order of their marks.
let places = [];

/** Takes where the facts of the text are written; Alt and a click on a mark opens the place. */
export function openFacts(facts) {
  places = facts;
  for (const [nth, mark] of factMarks().entries()) {
    const at = places[nth];
    if (at?.open) mark.title = `Alt and click: open ${at.text} in your editor`;
  }
}

const factMarks = () => [...document.querySelectorAll("main a.fact")];

addEventListener("click", (event) => {
  const mark = event.altKey && event.target.closest?.("main a.fact");
  const at = mark && places[factMarks().indexOf(mark)];
  if (!at?.open) return;
  event.preventDefault();
  location.assign(at.open);
}, true);
