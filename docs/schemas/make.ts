// Writes the published JSON Schemas beside this file: npm run does not need it, a test says when it must be run again.
// Run: npx --no-install node docs/schemas/make.ts
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { publishedSchemas } from '../../src-shared/reports/publishedSchemas.ts';

for (const [name, text] of Object.entries(publishedSchemas())) writeFileSync(path.join(import.meta.dirname, name), text);
