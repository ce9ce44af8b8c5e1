// Makes one tree of the document like another by changing only what differs, so that scroll,
// focus, selection and whatever a reader has opened stay.

/** What the reader has changed by hand, and the page has no say in. */
const READERS = { DETAILS: ["open"], DIALOG: ["open"], INPUT: ["value", "checked"], OPTION: ["selected"] };

/**
 * Makes `old` like `next`, which comes from another document. `ours` tells which nodes are the
 * preview's own and stay.
 */
export function morph(old, next, ours = () => false) {
  attributes(old, next);
  children(old, next, ours);
}

function attributes(old, next) {
  const kept = READERS[old.nodeName] ?? [];
  for (const { name, value } of [...next.attributes]) {
    if (!kept.includes(name) && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  for (const { name } of [...old.attributes]) {
    if (!kept.includes(name) && !next.hasAttribute(name)) old.removeAttribute(name);
  }
}

function children(old, next, ours) {
  const mine = [...old.childNodes].filter((node) => !ours(node));
  const theirs = [...next.childNodes].filter((node) => !ours(node));
  const partners = pair(mine, theirs);
  const used = new Set(partners.filter(Boolean));
  for (const node of mine) if (!used.has(node)) node.remove();
  // From here on only nodes that stay are in the way: those in their order are not touched.
  let at = first(old, ours);
  theirs.forEach((node, index) => {
    const partner = partners[index];
    if (!partner) {
      old.insertBefore(document.importNode(node, true), at);
      return;
    }
    if (partner === at) at = after(at, ours);
    else old.insertBefore(partner, at);
    update(partner, node, ours);
  });
}

function first(parent, ours) {
  let node = parent.firstChild;
  while (node && ours(node)) node = node.nextSibling;
  return node;
}

function after(node, ours) {
  do node = node.nextSibling;
  while (node && ours(node));
  return node;
}

function update(old, next, ours) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.nodeValue !== next.nodeValue) text(old, next.nodeValue);
  } else if (!old.isEqualNode(next)) {
    morph(old, next, ours);
  }
}

/** Changes only the part of a text that differs, so that a selection outside of it stays. */
function text(old, value) {
  const was = old.nodeValue;
  let start = 0;
  while (start < was.length && start < value.length && was[start] === value[start]) start += 1;
  let end = 0;
  const most = Math.min(was.length, value.length) - start;
  while (end < most && was[was.length - 1 - end] === value[value.length - 1 - end]) end += 1;
  old.replaceData(start, was.length - start - end, value.slice(start, value.length - end));
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
