/// The functions that a user's statement may call: those that only compute with what they are given.
///
/// Left out are functions that read or write files, load code, tell of the program, belong to a text index, or make a
/// large value of a small one in a single step (`printf`, `format`, `zeroblob`, `randomblob`).
enum SQLFunctions {
  /// The names in small letters. See <https://www.sqlite.org/lang_corefunc.html> and the pages beside it.
  static let allowed = Set(
    (scalar + text + aggregate + window + dates + json + mathematics + own)
      .split(separator: " ").map(String.init))

  private static let scalar = """
    abs coalesce iif if ifnull likelihood likely max min nullif quote random sign typeof unlikely \

    """
  private static let text = """
    -> ->> char concat concat_ws glob hex instr length like lower ltrim octet_length replace rtrim soundex substr substring \
    trim unhex unicode upper \

    """
  private static let aggregate = "avg count group_concat string_agg sum total "
  private static let window = """
    row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value \

    """
  private static let dates = """
    date time datetime julianday unixepoch strftime timediff current_date current_time current_timestamp \

    """
  private static let json = """
    json json_array json_array_length json_error_position json_extract json_group_array json_group_object json_insert \
    json_object json_patch json_quote json_remove json_replace json_set json_type json_valid \

    """
  private static let mathematics = """
    acos acosh asin asinh atan atan2 atanh ceil ceiling cos cosh degrees exp floor ln log log10 log2 mod pi pow power \
    radians round sin sinh sqrt tan tanh trunc \

    """
  private static let own = "today"
}
