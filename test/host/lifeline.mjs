/**
 * `node lifeline.mjs PROGRAM ARGS…` runs a program in this process for as long as whoever started it lives. Its stdin
 * is a pipe from there, which closes even when that process is killed outright and could not clean up.
 */
import { pathToFileURL } from 'node:url';

process.stdin.once('close', () => process.exit()).resume();
process.argv.splice(1, 1);
await import(pathToFileURL(process.argv[1] ?? '').href);
