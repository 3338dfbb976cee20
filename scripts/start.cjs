// The one way in: says in one sentence when Node is too old, else runs the file named first. Plain old JavaScript,
// because it must run on any Node that a machine may have.
'use strict';
var parts = process.versions.node.split('.').map(Number);
// Node 23 learnt to run TypeScript in 23.6 only.
if (parts[0] < 22 || (parts[0] === 22 && parts[1] < 18) || (parts[0] === 23 && parts[1] < 6)) {
  process.stderr.write('Myeloscope needs Node 22.18 or newer (of 23, at least 23.6), and this is Node ' + process.versions.node +
    ': install Node 24 from nodejs.org, then give the same command again.\n');
  process.exit(1);
}
var path = require('path');
var entry = path.resolve(process.argv[2]);
process.argv.splice(1, 2, entry);
import(require('url').pathToFileURL(entry).href).catch(function (error) {
  process.stderr.write(String((error && error.stack) || error) + '\n');
  process.exit(1);
});
