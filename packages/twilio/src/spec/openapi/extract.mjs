// Makes the extracts beside it anew: `node extract.mjs <folder with Twilio's descriptions>`. See the README.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const WANTED = {
  twilio_api_v2010: [
    ['post', '/2010-04-01/Accounts/{AccountSid}/Messages.json'],
    ['get', '/2010-04-01/Accounts/{AccountSid}/Messages/{Sid}.json'],
    ['post', '/2010-04-01/Accounts/{AccountSid}/Messages/{Sid}.json'],
    ['post', '/2010-04-01/Accounts/{AccountSid}/Calls.json'],
    ['get', '/2010-04-01/Accounts/{Sid}.json'],
    ['get', '/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers.json'],
    ['get', '/2010-04-01/Accounts/{AccountSid}/SMS/ShortCodes.json'],
  ],
  twilio_lookups_v2: [['get', '/v2/PhoneNumbers/{PhoneNumber}']],
  twilio_messaging_v1: [
    ['get', '/v1/Services/{Sid}'],
    ['get', '/v1/Services'],
    ['get', '/v1/Services/{ServiceSid}/PhoneNumbers'],
    ['get', '/v1/Services/{ServiceSid}/ShortCodes'],
    ['get', '/v1/Services/{ServiceSid}/AlphaSenders'],
    ['get', '/v1/Tollfree/Verifications'],
  ],
};

/** Without prose, and without what only code generators read. `properties` may hold any name. */
function bare(value, inProperties = false) {
  if (Array.isArray(value)) return value.map((each) => bare(each));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(
    ([name]) => inProperties || !/^(x-.*|description|example|examples|title|externalDocs)$/.test(name),
  );
  return Object.fromEntries(kept.map(([name, each]) => [name, bare(each, !inProperties && name === 'properties')]));
}

function operationOf(method, path, description) {
  const { operationId, parameters = [], requestBody, responses } = description.paths[path][method];
  const [[status, response]] = Object.entries(responses);
  const { schema, examples = {} } = response.content['application/json'];
  const form = requestBody?.content['application/x-www-form-urlencoded'].schema;
  return {
    operationId,
    method,
    path,
    server: description.paths[path].servers[0].url,
    parameters: bare(parameters),
    ...(form && { form: bare(form) }),
    response: { status: Number(status), schema: bare(schema), example: Object.values(examples)[0]?.value },
  };
}

/** The schemas that a value refers to, and those that they refer to. */
function schemasIn(value, all, found = {}) {
  for (const [, name] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
    if (name in found) continue;
    found[name] = bare(all[name]);
    schemasIn(found[name], all, found);
  }
  return found;
}

const [folder] = process.argv.slice(2);
for (const [name, wanted] of Object.entries(WANTED)) {
  const description = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
  const operations = wanted.map(([method, path]) => operationOf(method, path, description));
  const schemas = schemasIn(operations, description.components.schemas);
  const { title, version, license } = description.info;
  const extract = { info: { title, version, license }, operations, components: { schemas } };
  writeFileSync(new URL(`${name}.json`, import.meta.url), `${JSON.stringify(extract, null, 2)}\n`);
}
