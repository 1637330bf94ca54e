type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** What an object says: without the members that are undefined, which would hide others when it is spread over them. */
export function withoutUndefined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
}
