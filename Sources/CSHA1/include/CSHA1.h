#ifndef CSHA1_H
#define CSHA1_H

#include <stddef.h>
#include <stdint.h>

/* SHA-1 (FIPS 180-4) at the speed of the processor's own instructions where it has them. For checksums of files that
   are the user's own, such as the index's: what may come from an attacker goes through libgit2, which notices
   collisions. */

typedef struct {
  uint32_t state[5];
  uint64_t count;
  uint8_t block[64];
} libretto_sha1;

void libretto_sha1_begin(libretto_sha1 *hash);
void libretto_sha1_add(libretto_sha1 *hash, const void *bytes, size_t count);
/* Writes 20 bytes; the hash must be begun anew after that. */
void libretto_sha1_end(libretto_sha1 *hash, uint8_t *digest);
/* The same without the processor's instructions, for tests. */
void libretto_sha1_portable(const void *bytes, size_t count, uint8_t *digest);

#endif
