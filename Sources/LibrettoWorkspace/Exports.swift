// The only door for the command line and its like: whoever opens a workspace gets the types that it speaks of.
@_exported public import LibrettoGit
@_exported public import LibrettoIndex
@_exported public import LibrettoMerge
@_exported public import LibrettoModel
@_exported public import LibrettoQuery
@_exported public import LibrettoReport
