#include <sqlite3.h>

/* sqlite3_db_config takes a varying number of arguments, which Swift cannot call. */

/* The log of a database in use is not put into it whenever the last one closes it, but when it has grown. */
static inline int libretto_sqlite_keep_log(sqlite3 *db) {
  return sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (void *)0);
}

/* A word in double quotes is a name and never, by mistake, a text; the database's own tables cannot be written. */
static inline int libretto_sqlite_harden(sqlite3 *db) {
  int code = sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, (void *)0);
  if (code == SQLITE_OK) code = sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, (void *)0);
  if (code == SQLITE_OK) code = sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, (void *)0);
  return code;
}
