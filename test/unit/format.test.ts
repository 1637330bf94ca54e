import assert from 'node:assert/strict';
import {
  formatBytes,
  formatBytesPerToken,
  formatCount,
  formatExactBytes,
  formatFlops,
  formatParameters,
  formatTokensShort,
} from '../../src/core/format';

describe('format', () => {
  const rows: readonly (readonly [shown: string, wanted: string])[] = [
    [formatBytes(0), '0 B'],
    [formatBytes(1023), '1,023 B'],
    [formatBytes(1024), '1.00 KiB'],
    [formatBytes(77_856_768), '74.3 MiB'],
    [formatBytes(6 * 1024 ** 3), '6.00 GiB'],
    [formatBytes(1023.9 * 1024 ** 2), '1.00 GiB'],
    [formatBytes(9.999 * 1024), '10.0 KiB'],
    [formatBytes(1010 * 1024 ** 5), '1,010 PiB'],
    [formatExactBytes(6_528_303_104), '6,528,303,104 B'],
    [formatParameters(79_674_391_296), '79.7 B'],
    [formatParameters(999), '999'],
    [formatParameters(999_950), '1.00 M'],
    [formatFlops(3_145_728), '3.15 MFLOP'],
    [formatCount(262_144), '262,144'],
    [formatTokensShort(262_144), '262k'],
    [formatTokensShort(1_048_576), '1M'],
    [formatTokensShort(10_485_760), '10.5M'],
    [formatTokensShort(999), '999'],
    [formatBytesPerToken(24_576), '24.0 KiB per token'],
    [formatBytesPerToken(4.5), '4.5 B per token'],
  ];
  for (const [shown, wanted] of rows) it(wanted, () => assert.equal(shown, wanted));
});
