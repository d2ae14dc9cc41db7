type Body = { readonly choices?: readonly { readonly message?: { readonly content?: unknown } }[] };

/** The body of a completion with replies that are JSON as objects. Only where nothing is lost: a key that stands twice stays text. */
export function structured(body: unknown): unknown {
  return withContents(body, (content) => {
    if (typeof content !== 'string') return content;
    try {
      const value: unknown = JSON.parse(content);
      const isObject = typeof value === 'object' && value !== null;
      return isObject && JSON.stringify(value) === withoutSpaces(content) ? value : content;
    } catch {
      return content;
    }
  });
}

/** The body as it was received, but for spaces between the parts of a reply. */
export function unstructured(body: unknown): unknown {
  return withContents(body, (content) =>
    typeof content === 'object' && content !== null ? JSON.stringify(content) : content,
  );
}

function withContents(body: unknown, change: (content: unknown) => unknown): unknown {
  const { choices } = (body ?? {}) as Body;
  if (!Array.isArray(choices)) return body;
  return {
    ...(body as object),
    choices: (choices as NonNullable<Body['choices']>).map((choice) =>
      choice.message === undefined
        ? choice
        : { ...choice, message: { ...choice.message, content: change(choice.message.content) } },
    ),
  };
}

function withoutSpaces(json: string): string {
  return json.replace(/("(?:\\.|[^"\\])*")|\s+/g, (_, text: string | undefined) => text ?? '');
}
