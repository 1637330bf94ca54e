/** Hashed tables of n-grams, as many rows in each as a prime number of its own says. */
export interface NgramTable {
  readonly tables: number;
  /** Parts of a table with rows of their own. */
  readonly heads: number;
  /** Width of a row of all heads together. */
  readonly embeddingDim: number;
  /** The primes begin here. */
  readonly leastRows: number;
  readonly rowsMultiple: number;
}

/** Bounds far beyond any model, within which the primes are found in no time. */
const maximumHeads = 1024;
const maximumRows = 1e9;

/**
 * Weights of all tables: one prime after the other from `leastRows` on, summed up per table and filled up to the
 * multiple (transformers, `Qwen4ExpTextNGramEmbedding`). Undefined beyond what is sensible.
 */
export function ngramTableParameters(table: NgramTable): number | undefined {
  const { tables, heads, embeddingDim, leastRows, rowsMultiple } = table;
  if (tables * heads > maximumHeads || leastRows > maximumRows) return undefined;
  const width = Math.max(1, Math.floor(embeddingDim / heads));
  let prime = leastRows - 1;
  let parameters = 0;
  for (let index = 0; index < tables; index++) {
    let rows = 0;
    for (let head = 0; head < heads; head++) rows += prime = nextPrime(prime);
    parameters += Math.ceil(rows / rowsMultiple) * rowsMultiple * width;
  }
  return parameters;
}

function nextPrime(after: number): number {
  let candidate = Math.max(2, after + 1);
  while (!isPrime(candidate)) candidate++;
  return candidate;
}

function isPrime(value: number): boolean {
  if (value % 2 === 0) return value === 2;
  for (let divisor = 3; divisor * divisor <= value; divisor += 2) if (value % divisor === 0) return false;
  return true;
}
