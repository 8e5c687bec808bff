interface Attribute {
  readonly Key?: string;
  readonly Value?: string;
}

/** An attribute that is on or off, as a prop; none where it is neither, or was not read. */
export function toggled<Name extends string>(
  prop: Name,
  attributes: readonly Attribute[] | undefined,
  key: string,
): Partial<Record<Name, boolean>> {
  const value = attributes?.find(({ Key }) => Key === key)?.Value;
  const on: Partial<Record<string, boolean>> = { true: true, false: false };
  return value !== undefined && value in on ? ({ [prop]: on[value] } as Record<Name, boolean>) : {};
}
