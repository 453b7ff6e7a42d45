"use strict";
// Runs cases, after each of which the server is to be alive. Prints `plan`, then `ok` or `FAIL`, with the name of a case and
// what is wrong, apart by tabs.

const say = (...words) => console.log(words.map((word) => word.split(/\s+/).join(" ")).join("\t"));

exports.run = async function (cases, survives) {
  // One alone, to look at its bytes.
  const only = process.env.INTEROP_CASE;
  const without = (process.env.INTEROP_WITHOUT || "").split("|");
  const wanted = Object.entries(cases).filter(([name]) => !(only && name !== only) && !without.includes(name));
  for (const [name] of wanted) say("plan", name);
  for (const [name, run] of wanted) {
    try {
      await run();
      await survives();
      say("ok", name);
    } catch (error) {
      say("FAIL", name, String(error));
    }
  }
  process.exit(0);
};

// What the library throws where nobody can catch it is of the case that is under way, which then has no answer.
process.on("uncaughtException", (error) => console.error(error));
