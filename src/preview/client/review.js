// Answers to proposals, beside the text: each with its sentence marked in the page, its values to be
// changed, and what it may belong to.
import { make } from "./panel.js";

const NAME = "dateline-proposal";
const sheet = new CSSStyleSheet();
sheet.replaceSync(`::highlight(${NAME}) { background: #ffe08a; color: #1d2430; }`);

export class Review {
  constructor(address, path, changed) {
    Object.assign(this, { address, path, changed, at: 0, known: null, told: "" });
    this.overlay = make("section", { class: "overlay review", "aria-labelledby": "review", tabindex: "-1", hidden: "" });
    this.overlay.addEventListener("keydown", (event) => this.key(event));
    document.adoptedStyleSheets.push(sheet);
  }

  /** The button that opens the review, where something waits. */
  button({ waiting }) {
    if (waiting == null && this.overlay.hidden) return null;
    const words = waiting ? `Review ${waiting} proposal${waiting === 1 ? "" : "s"}` : "Review";
    const button = make("button", { type: "button", class: "badge", "aria-expanded": String(!this.overlay.hidden) }, words);
    button.addEventListener("click", () => (this.overlay.hidden ? this.open() : this.close()));
    return button;
  }

  async open() {
    this.overlay.hidden = false;
    await this.ask();
    this.overlay.focus();
  }

  close() {
    this.overlay.hidden = true;
    CSS.highlights?.delete(NAME);
    this.changed();
  }

  /** Looks again where the page has changed under an open review, unless somebody is typing. */
  refresh(page) {
    const typing = this.overlay.getRootNode().activeElement?.matches("input, select");
    if (!this.overlay.hidden && !typing && page.waiting !== this.known?.proposals.length) this.ask();
  }

  async ask() {
    const answer = await fetch(`${this.address}?${new URLSearchParams({ path: this.path() })}`, { cache: "no-store" });
    if (answer.ok) this.show(await answer.json());
    else this.overlay.replaceChildren(this.head("Review"), make("p", {}, "The preview takes answers only from the machine it runs on, at localhost."));
  }

  async send(decision, changes = []) {
    const body = JSON.stringify({ path: this.path(), digest: this.known.digest, decision, proposal: this.at, changes });
    const headers = { "content-type": "application/json", "x-dateline-token": this.known.token };
    const answer = await fetch(this.address, { method: "POST", headers, body });
    const told = await answer.json().catch(() => ({ refused: [`the preview answered ${answer.status}`] }));
    if (told.refused) {
      this.overlay.querySelector("[role=alert]").textContent = told.refused.join("\n");
      return;
    }
    this.told = told.released ? `${told.file} is no draft any more: every proposal is answered.` : "";
    this.show(told);
    this.changed();
    this.overlay.focus();
  }

  show(known) {
    this.known = known;
    this.at = Math.max(0, Math.min(this.at, known.proposals.length - 1));
    const proposal = known.proposals[this.at];
    if (!proposal) {
      this.finished();
      return;
    }
    const kind = proposal.list === "events" ? "event" : "figure";
    const head = this.head(`Proposal ${this.at + 1} of ${known.proposals.length}: ${kind}`);
    const [before, quote, behind] = proposal.paragraph;
    const text = make("blockquote", {}, before, make("mark", {}, quote), behind);
    this.overlay.replaceChildren(head, text, this.form(proposal), make("p", { class: "refused", role: "alert" }));
    point(quote);
  }

  finished() {
    CSS.highlights?.delete(NAME);
    const words = this.told || (this.known.draft ? "Nothing is proposed here, and the article is a draft until somebody has looked at it." : "Nothing is left to review here.");
    const actions = make("div", { class: "actions" }, this.known.draft ? this.action("Publish with the next build", () => this.send("release"), "yes") : "", this.undo());
    this.overlay.replaceChildren(this.head("Review"), make("p", { class: "done", role: "status" }, words), actions, make("p", { class: "refused", role: "alert" }));
  }

  head(words) {
    const close = make("button", { type: "button", class: "close", "aria-label": "Close" }, "×");
    close.addEventListener("click", () => this.close());
    return make("header", {}, make("h2", { id: "review" }, words), close);
  }

  form(proposal) {
    const fields = proposal.fields.map(([key, value]) => field(key, make("input", { name: key, value, "data-was": value })));
    const key = make("input", { "aria-label": "Another key", placeholder: "another key", autocomplete: "off" });
    const value = make("input", { "aria-label": "Its value", placeholder: "value", autocomplete: "off" });
    const form = make("form", {}, ...fields, this.link(proposal), make("label", {}, key, value), this.actions());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const changed = [...form.querySelectorAll("[name]")].filter((input) => input.value !== input.dataset.was);
      const changes = changed.map((input) => [input.name, input.value.trim()]);
      if (key.value.trim()) changes.push([key.value.trim(), value.value.trim()]);
      this.send("accept", changes);
    });
    return form;
  }

  /** What of the site the proposal may belong to. */
  link({ link, matches, fields }) {
    if (!matches.length || fields.some(([key]) => key === link)) return null;
    const none = make("option", { value: "" }, link === "id" ? "an event of its own" : "no series");
    const options = matches.map(({ id, title, why }) => make("option", { value: id }, `${title || id} (${why})`));
    const label = field(link === "id" ? "is event" : "in series", make("select", { name: link, "data-was": "" }, none, ...options));
    label.classList.add("wide");
    return label;
  }

  actions() {
    const accept = make("button", { type: "submit", class: "yes", title: "A" }, "Accept");
    return make(
      "div",
      { class: "actions" },
      accept,
      this.action("Drop", () => this.send("drop"), "", "D"),
      this.action("Later", () => this.turn(1), "", "L"),
      this.action("Back", () => this.turn(-1), "", "B"),
      this.undo(),
    );
  }

  action(words, act, kind, key) {
    const button = make("button", { type: "button", class: kind, title: key }, words);
    button.addEventListener("click", act);
    return button;
  }

  undo() {
    return this.known.undo ? this.action("Undo", () => this.send("undo"), "undo", "U") : null;
  }

  turn(by) {
    const all = this.known.proposals.length;
    this.at = (this.at + by + all) % all;
    this.show(this.known);
    this.overlay.focus();
  }

  /** Letters answer where nobody is typing. */
  key(event) {
    if (event.key === "Escape") this.close();
    if (event.target.matches("input, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    const button = [...this.overlay.querySelectorAll("button[title]")].find(({ title }) => title === event.key.toUpperCase());
    if (!button) return;
    event.preventDefault();
    button.click();
  }
}

function field(key, input) {
  return make("label", {}, make("span", {}, key), input);
}

/** Marks a sentence in the page, and turns to it. */
function point(quote) {
  if (!CSS.highlights) return;
  CSS.highlights.delete(NAME);
  const words = quote.replace(/\s+/g, "");
  const nodes = document.createTreeWalker(document.querySelector("main") ?? document.body, NodeFilter.SHOW_TEXT);
  const places = [];
  let text = "";
  while (nodes.nextNode()) {
    [...nodes.currentNode.data].reduce((at, c) => {
      if (c.trim()) {
        text += c;
        for (let unit = 0; unit < c.length; unit++) places.push([nodes.currentNode, at]);
      }
      return at + c.length;
    }, 0);
  }
  const start = words ? text.indexOf(words) : -1;
  if (start < 0) return;
  const range = new Range();
  range.setStart(...places[start]);
  const [last, at] = places[start + words.length - 1];
  range.setEnd(last, at + 1);
  CSS.highlights.set(NAME, new Highlight(range));
  range.startContainer.parentElement.scrollIntoView({ block: "center" });
}
