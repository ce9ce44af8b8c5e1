// Reads every calendar of a site with ical.js, which mail and calendar programs are built on.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ICAL from "ical.js";

const [folder] = process.argv.slice(2);
const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".ics"));
const wrong = [];
let events = 0;
for (const name of files) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(join(folder, name), "utf8")));
  for (const part of calendar.getAllSubcomponents("vevent")) {
    const event = new ICAL.Event(part, { strictExceptions: true });
    events += 1;
    const whole = event.uid && event.summary && event.description && Number.isInteger(event.sequence);
    if (!whole) wrong.push(`${name}: ${event.uid} lacks something`);
    if (!event.startDate.isDate || event.endDate.compare(event.startDate) <= 0) wrong.push(`${name}: ${event.uid} takes no day`);
    for (const stamp of ["dtstamp", "last-modified"]) {
      const at = part.getFirstPropertyValue(stamp);
      if (at?.zone?.tzid !== "UTC") wrong.push(`${name}: ${event.uid} has no ${stamp} in UTC`);
    }
    const status = part.getFirstPropertyValue("status") ?? "CONFIRMED";
    if (!["TENTATIVE", "CONFIRMED", "CANCELLED"].includes(status)) wrong.push(`${name}: status ${status}`);
  }
}
console.log(`${files.length} calendars with ${events} events`);
if (!events) wrong.push("nothing was there to be read");
wrong.slice(0, 50).forEach((line) => console.error(line));
process.exit(wrong.length ? 1 : 0);
