// Records are made of documents and judged by schemas: whoever works with the model reads their types too.
@_exported public import JSONSchema
@_exported public import LibrettoSyntax
