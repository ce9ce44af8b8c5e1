// Makes shapes.tsv, the outlines of the world's countries, from Natural Earth. To make it anew:
//
//   npm install world-atlas@2.0.2 topojson-client@3.1.0 topojson-simplify@3.0.3
//   node shapes.mjs ../../content/taxonomy/world.tsv > shapes.tsv
//
// run where node finds those packages and the paths are right. The same input gives the same bytes.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(`${process.cwd()}/`);
const { neighbors } = require("topojson-client");
const { presimplify } = require("topojson-simplify");

// What is left out, as a share of a shape's area and in square degrees of the equator: a shape is
// never seen much larger than its own map shows it. The largest island of each always stays.
const TRIANGLE = { share: 1e-5, least: 0.0012, most: 0.009 };
const ISLAND = { share: 1e-4, least: 0.012, most: 0.1 };

// Shapes without a code, or whose code another shape has too. `null` is part of no country here.
const BY_NAME = {
  Kosovo: "kosovo",
  Somaliland: "somaliland",
  "N. Cyprus": "northern-cyprus",
  "Siachen Glacier": "siachen-glacier",
  "Ashmore and Cartier Is.": "australia",
  "Indian Ocean Ter.": "cocos-islands",
};

// What ISO 3166-1 lists by itself, or the United Nations count elsewhere, but Natural Earth draws
// within another shape: [from, id, west, south, east, north].
const PARTS = [
  ["france", "french-guiana", -55, 2, -51, 6],
  ["france", "guadeloupe", -62, 15.8, -61, 16.6],
  ["france", "martinique", -62, 14, -60, 15],
  ["france", "mayotte", 45, -13.5, 46, -12],
  ["france", "reunion", 55, -22, 56, -20],
  ["netherlands", "caribbean-netherlands", -69, 12, -62, 18],
  ["norway", "svalbard-and-jan-mayen", -10, 70, -7, 72],
  ["norway", "svalbard-and-jan-mayen", 10, 74, 34, 81],
  ["new-zealand", "tokelau", -173, -10, -171, -8],
  ["cocos-islands", "christmas-island", 105, -11, 106, -10],
  ["russia", "crimea", 32, 44, 37, 46.5],
];

// Shapes that belong to a country, though somebody else holds them.
const PART_OF = {
  somaliland: "somalia",
  "northern-cyprus": "cyprus",
  crimea: "ukraine",
  "golan-heights": "syria",
};

// Natural Earth draws the Golan Heights within Israel, with no line of their own. This one follows
// the upper Jordan and the eastern shore of the lake, coarsely.
const GOLAN = [[35.63, 33.23], [35.62, 33.05], [35.64, 32.92], [35.66, 32.8], [35.65, 32.7]];

// Natural Earth draws Western Sahara only as far as Morocco does not hold it. The border that the
// United Nations show follows this parallel from the coast to where the two lines meet.
const WESTERN_SAHARA = 27.667;

// Lines that are disputed: two shapes, and where, if not all along.
const DISPUTED = [
  ["crimea", "ukraine"],
  ["golan-heights", "israel"],
  ["golan-heights", "syria"],
  ["golan-heights", "lebanon"],
  ["golan-heights", "jordan"],
  ["israel", "palestine"],
  ["kosovo", "serbia"],
  ["northern-cyprus", "cyprus"],
  ["somaliland", "somalia"],
  ["western-sahara", "morocco"],
  ["western-sahara", "western-sahara"],
  ["siachen-glacier", "india"],
  ["siachen-glacier", "pakistan"],
  ["siachen-glacier", "china"],
  ["india", "pakistan", 73, 32.4, 78, 36],
  ["india", "china", 77, 30.5, 80.5, 36.5],
  ["india", "china", 91.5, 26, 98, 30],
  ["egypt", "sudan", 33, 21, 38, 24],
];

// What the coarser file lacks and the finer one has.
const FINE = ["gibraltar", "tuvalu"];

const rows = readFileSync(process.argv[2], "utf8")
  .split("\n")
  .filter((row) => row && !row.startsWith("#"))
  .map((row) => row.split("\t"));
const idOfCode = new Map(rows.filter((row) => row[4] !== "-").map((row) => [row[4], row[0]]));
const idOf = ({ id, properties: { name } }) => BY_NAME[name] ?? idOfCode.get(id);

// A degree of longitude is shorter away from the equator.
const shorter = (latitude) => Math.cos((latitude * Math.PI) / 180);
const triangle = ([[ax, ay], [bx, by], [cx, cy]]) =>
  (Math.abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2) * shorter(by);
const world = presimplify(require("world-atlas/countries-50m.json"), triangle);
const fine = presimplify(require("world-atlas/countries-10m.json"), triangle);

// Arcs as lists of [longitude, latitude, weight]; shapes as id -> lists of arc numbers, one a ring.
const arcs = world.arcs.map((arc) => arc.map((point) => [...point]));
const shapes = new Map();

const points = (ring) => ring.flatMap((at) => (at < 0 ? [...arcs[~at]].reverse() : arcs[at]));
const polygons = ({ type, arcs }) => (type === "Polygon" ? [arcs] : arcs);
const add = (id, rings) => shapes.set(id, [...(shapes.get(id) ?? []), ...rings]);
const within = (ring, [west, south, east, north]) =>
  points(ring).every(([x, y]) => x >= west && x <= east && y >= south && y <= north);

for (const geometry of world.objects.countries.geometries) {
  const from = idOf(geometry);
  if (!from) throw new Error(`no id for ${geometry.properties.name}`);
  for (const polygon of polygons(geometry)) {
    const part = PARTS.find(([of, , ...box]) => of === from && within(polygon[0], box));
    add(part ? part[1] : from, polygon);
  }
}
for (const geometry of fine.objects.countries.geometries) {
  const id = idOf(geometry);
  if (!FINE.includes(id)) continue;
  for (const polygon of polygons(geometry)) {
    const ring = polygon[0].flatMap((at) => (at < 0 ? [...fine.arcs[~at]].reverse() : fine.arcs[at]));
    add(id, [[arcs.push(ring) - 1]]);
  }
}

const users = () => {
  const of = arcs.map(() => []);
  for (const [id, rings] of shapes) for (const at of rings.flat()) of[at < 0 ? ~at : at].push(id);
  return of;
};

// The Golan Heights: between the line towards Syria and the coarse one.
{
  const of = users();
  const front = arcs.findIndex((_, at) => of[at].includes("israel") && of[at].includes("syria"));
  const line = arcs[front];
  const north = line[0][1] > line.at(-1)[1];
  const middle = (north ? GOLAN : [...GOLAN].reverse()).map(([x, y]) => [x, y, Infinity]);
  const own = arcs.push([line[0], ...middle, line.at(-1)]) - 1;
  const israel = shapes.get("israel").map((ring) =>
    ring.map((at) => (at === front ? own : at === ~front ? ~own : at)));
  const held = shapes.get("israel").flat().includes(front);
  shapes.set("israel", israel);
  add("golan-heights", [held ? [front, ~own] : [~front, own]]);
}

// Western Sahara: the coast of Morocco ends at the parallel, and the rest of it is the territory's.
{
  const of = users();
  const only = (id) => (_, at) => of[at].length === 1 && of[at][0] === id;
  const held = arcs.findIndex((_, at) => of[at].includes("morocco") && of[at].includes("western-sahara"));
  const coast = arcs.findIndex((arc, at) =>
    only("morocco")(arc, at) && arc.some(([x, y]) => x < -13 && y < WESTERN_SAHARA));
  const line = arcs[coast];
  const off = ([x, y]) => (x < -12 ? Math.abs(y - WESTERN_SAHARA) : Infinity);
  const cut = line.reduce((best, point, at) => (off(point) < off(line[best]) ? at : best), 0);
  const southFirst = line[0][1] < WESTERN_SAHARA;
  const [first, second] = [line.slice(0, cut + 1), line.slice(cut)];
  arcs[coast] = southFirst ? second : first;
  const south = arcs.push(southFirst ? first : second) - 1;
  const meets = [arcs[held][0], arcs[held].at(-1)].find(([x]) => x > -10);
  const parallel = arcs.push([line[cut], meets]) - 1;
  const ends = (at) => (at < 0 ? [...ends(~at)].reverse() : [arcs[at][0], arcs[at].at(-1)]);
  const same = (one, other) => one[0] === other[0] && one[1] === other[1];
  // Arcs put one after another in whichever direction they fit.
  const chain = (parts) => {
    const left = [...parts];
    const ring = [left.shift()];
    while (left.length) {
      const end = ends(ring.at(-1))[1];
      const next = left.findIndex((at) => ends(at).some((point) => same(point, end)));
      if (next < 0) throw new Error("the outline of Western Sahara does not close");
      const [at] = left.splice(next, 1);
      ring.push(same(ends(at)[0], end) ? at : ~at);
    }
    return ring;
  };
  const along = (at) => [coast, held].includes(at < 0 ? ~at : at);
  const morocco = shapes.get("morocco");
  const main = morocco.findIndex((ring) => ring.some(along));
  const others = morocco[main].map((at) => (at < 0 ? ~at : at)).filter((at) => !along(at));
  morocco[main] = chain([coast, parallel, ...others]);
  add("western-sahara", [chain([south, held, parallel])]);
}

const area = (ring) => {
  const line = points(ring);
  return Math.abs(line.reduce((sum, [x, y], at) => {
    const [nx, ny] = line[(at + 1) % line.length];
    return sum + x * ny - nx * y;
  }, 0)) / 2 * shorter(line[0][1]);
};

// Islands too small to be seen go; a small ring that stays keeps enough points to have a form.
const clamp = ({ share, least, most }, area) => Math.min(most, Math.max(least, share * area));
const least = arcs.map(() => TRIANGLE.most);
for (const [id, rings] of shapes) {
  const areas = rings.map(area);
  const all = areas.reduce((sum, one) => sum + one, 0);
  const smallest = Math.min(clamp(ISLAND, all), Math.max(...areas));
  const kept = rings.filter((ring) => area(ring) >= smallest);
  for (const ring of kept)
    for (const at of ring) {
      const own = at < 0 ? ~at : at;
      least[own] = Math.min(least[own], clamp(TRIANGLE, all), area(ring) / 20);
    }
  shapes.set(id, kept);
}

const inBox = ([x, y], [west, south, east, north]) =>
  x >= west && x <= east && y >= south && y <= north;
const rules = (of) =>
  DISPUTED.filter(([one, other]) => of.length === 2 && of.includes(one) && of.includes(other)
    && (one === other) === (of[0] === of[1]));

// A line that is disputed only in part becomes several.
users().forEach((of, at) => {
  const boxes = rules(of).map(([, , ...box]) => box).filter((box) => box.length);
  if (!boxes.length) return;
  const side = (point) => boxes.findIndex((box) => inBox(point, box));
  const pieces = [[arcs[at][0]]];
  arcs[at].slice(1).forEach((point, nth) => {
    pieces.at(-1).push(point);
    const last = nth + 2 === arcs[at].length;
    if (!last && side(point) !== side(arcs[at][nth])) pieces.push([point]);
  });
  const numbers = pieces.map((piece, nth) => {
    if (nth === 0) arcs[at] = piece;
    else { arcs.push(piece); least.push(least[at]); }
    return nth === 0 ? at : arcs.length - 1;
  });
  for (const id of of) {
    const along = (one) =>
      one === at ? numbers : one === ~at ? numbers.map((number) => ~number).reverse() : [one];
    shapes.set(id, shapes.get(id).map((ring) => ring.flatMap(along)));
  }
});

const used = new Map();
for (const id of [...shapes.keys()].sort())
  for (const at of shapes.get(id).flat()) {
    const own = at < 0 ? ~at : at;
    if (!used.has(own)) used.set(own, used.size);
  }

const of = users();
const disputed = (at) => {
  const middle = arcs[at][arcs[at].length >> 1];
  return rules(of[at]).some(([, , ...box]) => !box.length || inBox(middle, box));
};

const steps = (at) => {
  const kept = arcs[at].filter(([, , weight], nth, all) =>
    nth === 0 || nth === all.length - 1 || weight >= least[at]);
  const whole = kept.map(([x, y]) => [Math.round(x * 100), Math.round(y * 100)]);
  return whole
    .filter(([x, y], nth) => !nth || x !== whole[nth - 1][0] || y !== whole[nth - 1][1])
    .map(([x, y], nth, all) => (nth ? [x - all[nth - 1][0], y - all[nth - 1][1]] : [x, y]))
    .map((step) => step.join(","));
};

const number = (at) => (at < 0 ? ~used.get(~at) : used.get(at));
const lines = [
  "# Outlines of the world's countries and areas.",
  "#",
  "# Origin: Natural Earth 1:50m (two islands: 1:10m), in the public domain, by way of the npm",
  "# package world-atlas 2.0.2. Made by shapes.mjs, which says what was changed and why.",
  "#",
  "# arc    `~` where the line is disputed; the first point as longitude,latitude in hundredths of a",
  "#        degree, then the steps from each point to the next. Arcs are counted from 0.",
  "# shape  id; the id it is part of, or `-`; its rings, each as the arcs it goes along; an arc that",
  "#        is gone along backwards is written as -1 minus its number.",
  "#",
];
for (const at of [...used.keys()])
  lines.push(`arc\t${disputed(at) ? "~" : "-"}\t${steps(at).join(" ")}`);
for (const id of [...shapes.keys()].sort())
  lines.push(`shape\t${id}\t${PART_OF[id] ?? "-"}\t${shapes.get(id).map((ring) => ring.map(number).join(",")).join(" ")}`);
process.stdout.write(`${lines.join("\n")}\n`);
