// Requires what it is asked for, and prints the names that each has.
const named = process.argv.slice(2).map((entry) => [entry, Object.keys(require(entry))]);

console.log(JSON.stringify(Object.fromEntries(named)));
