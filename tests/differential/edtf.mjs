// Compares Dateline's dates with those of edtf.js: what is valid, and the first and last day.
//
//   node edtf.mjs DATES
//
// DATES is the list that tests/all/dates/list.rs writes. Where edtf.js reads the bounds of a set off
// its first and last element, it is asked about every element instead, and the least and the
// greatest of its answers are compared. A difference must be explained by one of the rules below,
// or the comparison fails. Significant digits (`1950S2`) and exponents are outside the profile
// and never in the list as valid; edtf.js ignores the former in its bounds.

import { readFileSync } from 'node:fs'
import edtf from 'edtf'

// The classes of text on which edtf.js is known to differ, and why Dateline does not follow it.
// `kind` is what differs: `refused` (by edtf.js alone), `accepted` (by edtf.js alone) or `bounds`.
const rules = [
  {
    kind: 'refused',
    why: 'grouping with qualified parts or unspecified digits: ISO 8601-2 allows both anywhere',
    explains: dates => dates.some(date => isGrouping(date) && /[X?~%]/.test(date))
  },
  {
    kind: 'refused',
    why: 'grouping, Y year or qualified year inside a set or interval: every date may stand there',
    explains: (dates, text) =>
      /[[{/]/.test(text) && dates.some(date => isGrouping(date) || /Y|^[?~%]?-?[\dX]{4}[?~%]/.test(date))
  },
  {
    kind: 'refused',
    why: 'an unspecified digit before a specified one (`2X24`, `X5`): ISO 8601-2 allows it anywhere',
    explains: dates => dates.some(date => /X\d/.test(date))
  },
  {
    kind: 'refused',
    why: 'the days 30 and 31 as `3X`: ISO 8601-2 allows an unspecified digit anywhere',
    explains: dates => dates.some(date => /-[?~%]?3X/.test(date))
  },
  {
    kind: 'refused',
    why: 'a qualifier on both sides of a part: ISO 8601-2 gives each its own meaning',
    explains: dates => dates.some(date => /[?~%]-?[\dX]+[?~%]/.test(date))
  },
  {
    kind: 'refused',
    why: 'qualified unspecified digits or Y years: ISO 8601-2 allows qualification anywhere',
    explains: dates => dates.some(date => /[?~%]/.test(date) && /[XY]/.test(date))
  },
  {
    kind: 'refused',
    why: 'years beyond 271820: JavaScript cannot hold them',
    explains: dates => dates.some(date => /^Y/.test(date) && Math.abs(date.slice(1)) > 271_820)
  },
  {
    kind: 'refused',
    why: 'an end that begins when the start does (`1907/1907`, `1907-02/1907`): edtf.js wants it later',
    explains: ([start, end], text) =>
      /[^/]\/[^/]/.test(text) && end && edtf(end).min <= edtf(start).min
  },
  {
    kind: 'refused',
    why: 'a time shift beyond 12 hours west: ISO 8601 sets no such limit',
    explains: (_, text) => /T.*-1[34]/.test(text) || /T.*-12:[1-5]/.test(text)
  },
  {
    kind: 'accepted',
    why: 'decades and centuries of fewer than four characters: an extension of edtf.js',
    explains: dates => dates.some(date => /^-?\d{2,3}[?~%]?$/.test(date))
  },
  {
    kind: 'accepted',
    why: 'a run of five digits or more: edtf.js takes it for milliseconds',
    explains: (_, text) => /^-?\d{5,}$/.test(text)
  },
  {
    kind: 'accepted',
    why: 'unspecified digits in a negative year: the parser refuses what ISO 8601-2 never shows',
    explains: dates => dates.some(date => /^[?~%]?-[\dX]*X/.test(date))
  },
  {
    kind: 'accepted',
    why: 'a negative year in a date-time: level 0 has years from 0000 on',
    explains: (_, text) => /^-.*T/.test(text)
  },
  {
    kind: 'accepted',
    why: 'a time shift without its colon: EDTF is of the extended format alone',
    explains: (_, text) => /T.*[+-]\d{4}$/.test(text)
  },
  {
    kind: 'accepted',
    why: 'a range inside a set that runs backwards, or from one precision to another',
    explains: (_, text) => /^[[{].*[^[{,]\.\.[^\]},]/.test(text)
  },
  {
    kind: 'bounds',
    why: 'seasons: edtf.js takes them for quarters; ISO 8601-2 leaves their months to the place',
    explains: dates => dates.some(date => /-[?~%]?(2[1-9]|3[0-2])[?~%]?$/.test(date))
  },
  {
    kind: 'bounds',
    why: 'thirds: edtf.js ends the first in May and the second in September, a month late',
    explains: dates => dates.some(date => /-[?~%]?3[78][?~%]?$/.test(date))
  },
  {
    kind: 'bounds',
    why: 'a quarter, third or half before the year 0: edtf.js loses the sign of its end',
    explains: dates => dates.some(date => /^[?~%]?-/.test(date) && isGrouping(date))
  },
  {
    kind: 'bounds',
    why: 'unspecified digits before specified ones in one part: edtf.js tries digits that no month or day has',
    explains: dates => dates.some(date => /-X\d/.test(date.replace(/[?~%]/g, '')))
  },
  {
    kind: 'bounds',
    why: 'unspecified digits of a month or day before the year 0: edtf.js swaps its ends',
    explains: dates => dates.some(date => /^-.*X/.test(date))
  }
]

const isGrouping = date => /^[?~%]?-?[\dX]{4}[?~%]?-[?~%]?(2[1-9]|3\d|4[01])[?~%]?$/.test(date)

// The dates that a text is made of.
const datesOf = text => text.replace(/[[\]{}]/g, '').split(/,|\/|\.\./).filter(date => date)

const INVALID = ['invalid', 'invalid']

function day(time) {
  if (time === null) return 'unknown'
  if (time === -Infinity) return 'past'
  if (time === Infinity) return 'future'
  const [date] = new Date(time).toISOString().split('T')
  // JavaScript writes far years with six digits: -000043, +017000.
  return date.replace(/^-00(\d{4})-/, '-$1-').replace(/^([+-])0(\d{5})-/, '$1$2-')
}

// Date-times are compared on the day where they are written, not on the day in UTC.
function shifted(text, time) {
  const [, sign, hours, minutes] = /T.*([+-])(\d\d)(?::?(\d\d))?$/.exec(text) ?? []
  if (!sign) return time
  return time + Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes ?? 0)) * 60_000
}

// The span of a set or interval, from what edtf.js says of each date in it.
function ofParts(text) {
  const inner = text.replace(/[[\]{}]/g, '')
  const parts = inner.includes('/') ? [inner.split('/')] : inner.split(',').map(part => part.split('..'))
  const spans = parts.map(([from, to = from]) => [from ? edtf(from).min : -Infinity, to ? edtf(to).max : Infinity])
  return [Math.min(...spans.map(([min]) => min)), Math.max(...spans.map(([, max]) => max))]
}

const isSet = text => /^[[{]/.test(text)

// What edtf.js says of the whole, or of each part of it.
function theirs(text, spanOf) {
  try {
    return spanOf(text).map(time => day(shifted(text, time)))
  } catch {
    return INVALID
  }
}

function ofWhole(text) {
  const { min, max } = edtf(text)
  return isSet(text) ? ofParts(text) : [min, max]
}

function kindOf(ours, other) {
  if (other === INVALID) return 'refused'
  return ours[0] === 'invalid' ? 'accepted' : 'bounds'
}

// The rules that explain a difference; `undefined` among them where none does.
function reasons(text, ours, other) {
  const kind = kindOf(ours, other)
  const rule = rules.find(rule => rule.kind === kind && rule.explains(datesOf(text), text))
  const isCompound = isSet(text) || /^[^./].*\/[^./]/.test(text)
  if (kind !== 'refused' || !rule || !isCompound) return [rule]
  // A set or interval that is refused as a whole may still be asked about part by part.
  const byParts = theirs(text, ofParts)
  if (byParts === INVALID || byParts.join() === ours.join()) return [rule]
  return [rule, ...reasons(text, ours, byParts)]
}

const lines = readFileSync(process.argv[2], 'utf8').trimEnd().split('\n')
const explained = new Map()
const unexplained = []
let same = 0
let differing = 0
for (const line of lines) {
  const [text, , ...ours] = line.split('\t')
  const other = theirs(text, ofWhole)
  const found = ours.join() === other.join() ? [] : reasons(text, ours, other)
  if (found.length === 0) same += 1
  else if (found.every(rule => rule)) differing += 1
  else unexplained.push(`${text}: Dateline ${ours.join('..')}, edtf.js ${other.join('..')}`)
  for (const rule of found) explained.set(rule, (explained.get(rule) ?? 0) + 1)
}

for (const rule of rules) console.log(`  ${explained.get(rule) ?? 0} ${rule.kind}: ${rule.why}`)
for (const difference of unexplained) console.error(difference)
console.log(`edtf.js: ${lines.length} dates, ${same} the same, ${differing} explained, ${unexplained.length} unexplained`)
process.exitCode = unexplained.length > 0 ? 1 : 0
