// What the preview shows over a page: a bar at the foot, and above it what is wrong. It stands
// in a shadow tree, so that the site's styles and its own do not touch each other.
import css from "./style.js";

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

/** Makes an element; texts are texts, never markup. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value != null && value !== false) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child != null && child !== ""));
  return element;
}

/** A place in a file: a link where an editor can open it. */
function place(at, label) {
  if (!at) return null;
  const words = label ? `${label} ${at.text}` : at.text;
  return at.open ? make("a", { href: at.open, title: `Open ${at.text} in your editor` }, words) : make("span", {}, words);
}

export class Panel {
  constructor(showDay, askWhy, review) {
    this.host = make("dateline-preview", { role: "region", "aria-label": "Preview" });
    this.tree = this.host.attachShadow({ mode: "open" });
    this.tree.adoptedStyleSheets = [sheet];
    this.showDay = showDay;
    this.why = reasons(askWhy);
    this.open = null; // whether the list of what is wrong is open; null until somebody says so
    this.seen = "";
    this.overlay = make("section", { class: "overlay", "aria-labelledby": "wrong", tabindex: "-1", hidden: "" });
    this.bar = make("div", { class: "bar" });
    this.review = review;
    this.tree.append(this.overlay, review.overlay, this.bar);
    document.body.append(this.host);
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.overlay.hidden) this.toggle(false);
    });
  }

  /** Shows the state of the page. */
  show(state, day) {
    this.host.removeAttribute("data-away");
    const wrong = JSON.stringify(state.wrong);
    if (wrong !== this.seen) {
      // Something new that stops the site opens by itself; what is mended closes.
      this.open = state.wrong.errors > 0;
      this.fill(state.wrong);
      this.seen = wrong;
    }
    this.fillBar(state, day);
    this.toggle(this.open);
  }

  /** The server does not answer. */
  away() {
    this.host.setAttribute("data-away", "");
  }

  toggle(open) {
    this.open = open;
    this.overlay.hidden = !open;
    this.tree.querySelector(".badge")?.setAttribute("aria-expanded", String(open));
  }

  fill({ errors, warnings, shown }) {
    const title = make("h2", { id: "wrong" }, count(errors, warnings));
    const close = make("button", { type: "button", class: "close", "aria-label": "Close" }, "×");
    close.addEventListener("click", () => this.toggle(false));
    const more = errors + warnings - shown.length;
    const list = make("ol", {}, ...shown.map(problem));
    this.overlay.replaceChildren(make("header", {}, title, close), list, more > 0 ? make("p", {}, `… and ${more} more, in the terminal`) : "");
    this.overlay.classList.toggle("quiet", errors === 0);
  }

  fillBar({ page, wrong, status }, day) {
    const facts = [page.facts, `${page.took.toFixed(page.took < 10 ? 1 : 0)} ms`].filter(Boolean).join(" · ");
    const parts = [
      badge(wrong, () => this.toggle(this.overlay.hidden)),
      this.review.button(page),
      page.unpublished && make("strong", { class: "mark" }, `Not public: ${page.unpublished}`),
      status === 404 && make("strong", { class: "mark" }, "No such page"),
      place(page.source),
      page.template && place(page.template),
      make("span", { class: "facts" }, facts),
      missing(page.missing ?? []),
      places(page.places ?? []),
      this.why,
      make("span", { class: "away", role: "status" }, "The preview does not answer; trying again"),
      this.day(page, day),
    ];
    this.bar.replaceChildren(...parts.filter(Boolean));
  }

  day(page, day) {
    const input = make("input", { type: "date", value: day || page.day, "aria-label": "Show the site on this day" });
    input.addEventListener("change", () => input.value && this.showDay(input.value));
    const label = make("label", { class: "day", title: page.pinned ? "This edition is closed on this day" : "" }, "as of ", input);
    if (!day) return label;
    const back = make("button", { type: "button" }, "today");
    back.addEventListener("click", () => this.showDay(""));
    return make("span", { class: "day" }, make("strong", { class: "mark" }, "Another day"), label, back);
  }
}

function badge(wrong, toggle) {
  if (!wrong.errors && !wrong.warnings) return null;
  const kind = wrong.errors ? "badge errors" : "badge";
  const button = make("button", { type: "button", class: kind, "aria-expanded": "false" }, count(wrong.errors, wrong.warnings));
  button.addEventListener("click", toggle);
  return button;
}

function places(all) {
  if (!all.length) return null;
  const list = make("ul", {}, ...all.map((at) => make("li", {}, place(at))));
  return make("details", {}, make("summary", {}, "facts from"), list);
}

/** What an article lacks to be complete. */
function missing(all) {
  if (!all.length) return null;
  const list = make("ul", {}, ...all.map((words) => make("li", {}, words)));
  return make("details", { class: "missing" }, make("summary", {}, `${all.length} missing`), list);
}

/** Why the page says what it says: asked for when somebody opens it. */
function reasons(ask) {
  const list = make("ol", { class: "why" });
  const details = make("details", {}, make("summary", {}, "why"), list);
  details.addEventListener("toggle", async () => {
    if (!details.open) return;
    const told = await ask();
    const none = make("li", {}, "The page tells what was said, and makes nothing up.");
    list.replaceChildren(...(told.length ? told.map(reason) : [none]));
  });
  return details;
}

function reason({ words, rule, facts }) {
  const said = facts.map((fact) => make("li", {}, place(fact.place), " ", fact.said));
  return make("li", {}, make("b", {}, words), make("p", {}, rule), make("ul", {}, ...said));
}

function problem({ code, severity, message, place: at, lines }) {
  return make(
    "li",
    { class: severity },
    make("p", { class: "message" }, make("b", {}, `${severity}: `), message, " ", make("code", {}, code)),
    at ? make("p", { class: "place" }, place(at)) : "",
    lines.trim() ? make("pre", { tabindex: "0" }, lines) : "",
  );
}

function count(errors, warnings) {
  const words = (number, what) => (number ? [`${number} ${what}${number === 1 ? "" : "s"}`] : []);
  return [...words(errors, "error"), ...words(warnings, "warning")].join(", ") || "Nothing is wrong";
}
