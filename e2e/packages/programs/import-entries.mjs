// Imports what it is asked for, and prints the names that each has.
const named = process.argv.slice(2).map(async (entry) => [entry, Object.keys(await import(entry))]);

console.log(JSON.stringify(Object.fromEntries(await Promise.all(named))));
