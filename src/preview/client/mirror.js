// The page as the server last sent it, beside the page as it is open. What changes between what was
// sent and what is sent now is changed in the open page; whatever readers and the site's own scripts
// did to it stays: scroll, focus, selection, what is opened, typed, hidden or added.

export class Mirror {
  /** Takes down the page as it was sent. The site's scripts must not have run yet. */
  constructor(root) {
    // In a document of its own, where no picture is loaded and no script runs a second time.
    this.still = document.implementation.createHTMLDocument();
    this.sent = this.still.importNode(root, true);
    // For each node that was sent, the one that it is in the open page.
    this.nodes = new WeakMap();
    this.tie(this.sent, root);
  }

  tie(sent, node) {
    this.nodes.set(sent, node);
    sent.childNodes.forEach((child, at) => this.tie(child, node.childNodes[at]));
  }

  /** Makes in the open page what differs between what was sent and `next`. */
  follow(next) {
    this.attributes(this.sent, next);
    this.children(this.sent, next);
  }

  /** Elements of the page as it was sent. */
  all(selector) {
    return [...this.sent.querySelectorAll(selector)];
  }

  /** Puts a node in the place of the one that a sent node is in the open page. */
  replace(sent, node) {
    this.nodes.get(sent).remove();
    this.nodes.set(sent, node);
  }

  attributes(sent, next) {
    const node = this.nodes.get(sent);
    for (const { name, value } of [...next.attributes]) {
      if (sent.getAttribute(name) === value) continue;
      if (name === "class") this.classes(sent, next, node);
      else node.setAttribute(name, value);
      sent.setAttribute(name, value);
    }
    for (const { name } of [...sent.attributes]) {
      if (next.hasAttribute(name)) continue;
      if (name === "class") this.classes(sent, next, node);
      else node.removeAttribute(name);
      sent.removeAttribute(name);
    }
  }

  classes(sent, next, node) {
    // What a script in the head put on the root was there before anything could be taken down.
    if (sent !== this.sent) node.classList.remove(...[...sent.classList].filter((name) => !next.classList.contains(name)));
    node.classList.add(...next.classList);
    // In the order in which they were sent, unless others gave it more.
    if (next.hasAttribute("class") && node.classList.length === next.classList.length) node.setAttribute("class", next.getAttribute("class"));
    if (!node.classList.length && !next.hasAttribute("class")) node.removeAttribute("class");
  }

  children(sent, next) {
    const theirs = [...next.childNodes];
    const partners = pair([...sent.childNodes], theirs);
    const stay = new Set(partners);
    for (const child of [...sent.childNodes]) {
      if (stay.has(child)) continue;
      this.nodes.get(child).remove();
      child.remove();
    }
    // Partners stand in their order already; only what is new has to be put in.
    let last = null;
    theirs.forEach((node, at) => {
      if (partners[at]) this.update(partners[at], node);
      else partners[at] = this.insert(sent, last, node);
      last = partners[at];
    });
  }

  update(sent, next) {
    if (sent.nodeType !== Node.ELEMENT_NODE) {
      if (sent.nodeValue === next.nodeValue) return;
      text(this.nodes.get(sent), sent.nodeValue, next.nodeValue);
      sent.nodeValue = next.nodeValue;
    } else if (!same(sent, next)) {
      this.attributes(sent, next);
      this.children(sent, next);
    }
  }

  /** Puts a new node behind the one that was sent before it. */
  insert(parent, last, next) {
    const sent = this.still.importNode(next, true);
    const node = document.importNode(next, true);
    parent.insertBefore(sent, last ? last.nextSibling : parent.firstChild);
    this.tie(sent, node);
    const open = this.nodes.get(parent);
    // A script may have taken a neighbour elsewhere.
    const here = (child) => child && this.nodes.get(child).parentNode === open;
    let before = last;
    while (before && !here(before)) before = before.previousSibling;
    let behind = sent.nextSibling;
    while (behind && !here(behind)) behind = behind.nextSibling;
    if (before) this.nodes.get(before).after(node);
    else open.insertBefore(node, behind ? this.nodes.get(behind) : open.firstChild);
    return sent;
  }
}

/** Changes only the part of a text that differs, so that a selection outside of it stays. */
function text(node, was, value) {
  if (node.nodeValue !== was) {
    node.nodeValue = value;
    return;
  }
  let start = 0;
  while (start < was.length && start < value.length && was[start] === value[start]) start += 1;
  let end = 0;
  const most = Math.min(was.length, value.length) - start;
  while (end < most && was[was.length - 1 - end] === value[value.length - 1 - end]) end += 1;
  node.replaceData(start, was.length - start - end, value.slice(start, value.length - end));
}

/** For each new node the old one that becomes it, if any: the same in order, by longest run. */
function pair(mine, theirs) {
  const partners = new Array(theirs.length).fill(null);
  let start = 0;
  while (start < mine.length && start < theirs.length && same(mine[start], theirs[start])) {
    partners[start] = mine[start];
    start += 1;
  }
  let end = 0;
  const most = Math.min(mine.length, theirs.length) - start;
  while (end < most && same(mine[mine.length - 1 - end], theirs[theirs.length - 1 - end])) {
    end += 1;
    partners[theirs.length - end] = mine[mine.length - end];
  }
  // What is left in the middle: first those that are equal, then those that could become it.
  const left = mine.slice(start, mine.length - end);
  for (const fits of [same, alike]) {
    let from = 0;
    for (let index = start; index < theirs.length - end; index += 1) {
      if (partners[index]) {
        from = Math.max(from, left.indexOf(partners[index]) + 1);
        continue;
      }
      const upto = bound(partners, left, index, theirs.length - end);
      const found = left.findIndex((node, place) => place >= from && place < upto && node && fits(node, theirs[index]));
      if (found >= 0) {
        partners[index] = left[found];
        from = found + 1;
      }
    }
  }
  return partners;
}

/** The place in `left` before which a partner must stand to keep the order. */
function bound(partners, left, index, end) {
  for (let next = index + 1; next < end; next += 1) {
    if (partners[next]) return left.indexOf(partners[next]);
  }
  return left.length;
}

function same(a, b) {
  return a.isEqualNode(b);
}

/** Whether one node can become the other and still be what the reader takes it for. */
function alike(a, b) {
  if (a.nodeType !== b.nodeType || a.nodeName !== b.nodeName) return false;
  // A script that is changed in place does not run again.
  if (a.nodeName === "SCRIPT") return false;
  return a.nodeType !== Node.ELEMENT_NODE || (a.id || b.id ? a.id === b.id : true);
}
