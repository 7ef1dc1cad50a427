#include "CSHA1.h"

#include <string.h>

typedef void (*compress_function)(uint32_t state[5], const uint8_t *bytes, size_t blocks);

static inline uint32_t rotated(uint32_t word, int count) { return word << count | word >> (32 - count); }

static inline uint32_t word(const uint8_t *bytes) {
  return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static void compress_portable(uint32_t state[5], const uint8_t *bytes, size_t blocks) {
  for (; blocks > 0; blocks--, bytes += 64) {
    uint32_t w[80];
    for (int i = 0; i < 16; i++) w[i] = word(bytes + 4 * i);
    for (int i = 16; i < 80; i++) w[i] = rotated(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
#define ROUND(mixed, constant)                                      \
  do {                                                              \
    uint32_t next = rotated(a, 5) + (mixed) + e + (constant) + w[i]; \
    e = d, d = c, c = rotated(b, 30), b = a, a = next;              \
  } while (0)
    for (int i = 0; i < 20; i++) ROUND(d ^ (b & (c ^ d)), 0x5A827999u);
    for (int i = 20; i < 40; i++) ROUND(b ^ c ^ d, 0x6ED9EBA1u);
    for (int i = 40; i < 60; i++) ROUND((b & c) | (d & (b | c)), 0x8F1BBCDCu);
    for (int i = 60; i < 80; i++) ROUND(b ^ c ^ d, 0xCA62C1D6u);
#undef ROUND
    state[0] += a, state[1] += b, state[2] += c, state[3] += d, state[4] += e;
  }
}

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>

__attribute__((target("sha,sse4.1,ssse3"))) static void compress_native(
    uint32_t state[5], const uint8_t *bytes, size_t blocks) {
  const __m128i order = _mm_set_epi64x(0x0001020304050607ULL, 0x08090a0b0c0d0e0fULL);
  __m128i abcd = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)state), 0x1B);
  __m128i e = _mm_set_epi32((int)state[4], 0, 0, 0);
  for (; blocks > 0; blocks--, bytes += 64) {
    const __m128i abcd_before = abcd, e_before = e;
    __m128i w[4], sum;
// The words of four rounds: the first sixteen as they stand, each further four from the sixteen before.
#define LOAD(g) w[g] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(bytes + 16 * (g))), order)
#define NEXT(g)                                                                                          \
  w[(g) & 3] = _mm_sha1msg2_epu32(                                                                       \
      _mm_xor_si128(_mm_sha1msg1_epu32(w[(g) & 3], w[((g) + 1) & 3]), w[((g) + 2) & 3]), w[((g) + 3) & 3])
#define ROUNDS(g)                            \
  sum = _mm_sha1nexte_epu32(e, w[(g) & 3]);  \
  e = abcd;                                  \
  abcd = _mm_sha1rnds4_epu32(abcd, sum, (g) / 5)
    LOAD(0);
    sum = _mm_add_epi32(e, w[0]);
    e = abcd;
    abcd = _mm_sha1rnds4_epu32(abcd, sum, 0);
    LOAD(1); ROUNDS(1);
    LOAD(2); ROUNDS(2);
    LOAD(3); ROUNDS(3);
    NEXT(4); ROUNDS(4);
    NEXT(5); ROUNDS(5);
    NEXT(6); ROUNDS(6);
    NEXT(7); ROUNDS(7);
    NEXT(8); ROUNDS(8);
    NEXT(9); ROUNDS(9);
    NEXT(10); ROUNDS(10);
    NEXT(11); ROUNDS(11);
    NEXT(12); ROUNDS(12);
    NEXT(13); ROUNDS(13);
    NEXT(14); ROUNDS(14);
    NEXT(15); ROUNDS(15);
    NEXT(16); ROUNDS(16);
    NEXT(17); ROUNDS(17);
    NEXT(18); ROUNDS(18);
    NEXT(19); ROUNDS(19);
#undef LOAD
#undef NEXT
#undef ROUNDS
    e = _mm_sha1nexte_epu32(e, e_before);
    abcd = _mm_add_epi32(abcd, abcd_before);
  }
  _mm_storeu_si128((__m128i *)state, _mm_shuffle_epi32(abcd, 0x1B));
  state[4] = (uint32_t)_mm_extract_epi32(e, 3);
}

static compress_function best(void) {
  unsigned a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_SSE4_1) || !(c & bit_SSSE3)) return compress_portable;
  if (!__get_cpuid_count(7, 0, &a, &b, &c, &d) || !(b & (1u << 29))) return compress_portable;
  return compress_native;
}

#elif defined(__aarch64__) && (defined(__ARM_FEATURE_SHA2) || defined(__ARM_FEATURE_CRYPTO))

#include <arm_neon.h>

static void compress_native(uint32_t state[5], const uint8_t *bytes, size_t blocks) {
  static const uint32_t constants[4] = {0x5A827999u, 0x6ED9EBA1u, 0x8F1BBCDCu, 0xCA62C1D6u};
  uint32x4_t abcd = vld1q_u32(state);
  uint32_t e = state[4];
  for (; blocks > 0; blocks--, bytes += 64) {
    const uint32x4_t abcd_before = abcd;
    const uint32_t e_before = e;
    uint32x4_t w[4];
    for (int g = 0; g < 4; g++) w[g] = vreinterpretq_u32_u8(vrev32q_u8(vld1q_u8(bytes + 16 * g)));
    for (int g = 0; g < 20; g++) {
      if (g >= 4)
        w[g & 3] = vsha1su1q_u32(vsha1su0q_u32(w[g & 3], w[(g + 1) & 3], w[(g + 2) & 3]), w[(g + 3) & 3]);
      const uint32x4_t sum = vaddq_u32(w[g & 3], vdupq_n_u32(constants[g / 5]));
      const uint32_t next = vsha1h_u32(vgetq_lane_u32(abcd, 0));
      abcd = g < 5 ? vsha1cq_u32(abcd, e, sum)
          : g >= 10 && g < 15 ? vsha1mq_u32(abcd, e, sum) : vsha1pq_u32(abcd, e, sum);
      e = next;
    }
    e += e_before;
    abcd = vaddq_u32(abcd, abcd_before);
  }
  vst1q_u32(state, abcd);
  state[4] = e;
}

static compress_function best(void) { return compress_native; }

#else

static compress_function best(void) { return compress_portable; }

#endif

// Asking the processor leaves a virtual machine, which costs more than hashing a small file.
static compress_function known(void) {
  static compress_function found;
  compress_function function = __atomic_load_n(&found, __ATOMIC_RELAXED);
  if (!function) {
    function = best();
    __atomic_store_n(&found, function, __ATOMIC_RELAXED);
  }
  return function;
}

static void add(libretto_sha1 *hash, compress_function compress, const uint8_t *bytes, size_t count) {
  size_t held = hash->count % 64;
  hash->count += count;
  if (held > 0) {
    size_t part = count < 64 - held ? count : 64 - held;
    memcpy(hash->block + held, bytes, part);
    bytes += part, count -= part;
    if (held + part < 64) return;
    compress(hash->state, hash->block, 1);
  }
  compress(hash->state, bytes, count / 64);
  memcpy(hash->block, bytes + count / 64 * 64, count % 64);
}

static void end(libretto_sha1 *hash, compress_function compress, uint8_t *digest) {
  const uint64_t bits = hash->count * 8;
  uint8_t padding[72] = {0x80};
  const size_t length = (119 - hash->count % 64) % 64 + 1;
  for (int i = 0; i < 8; i++) padding[length + (size_t)i] = (uint8_t)(bits >> (56 - 8 * i));
  add(hash, compress, padding, length + 8);
  for (int i = 0; i < 20; i++) digest[i] = (uint8_t)(hash->state[i / 4] >> (24 - 8 * (i % 4)));
}

void libretto_sha1_begin(libretto_sha1 *hash) {
  static const uint32_t start[5] = {0x67452301u, 0xEFCDAB89u, 0x98BADCFEu, 0x10325476u, 0xC3D2E1F0u};
  memcpy(hash->state, start, sizeof start);
  hash->count = 0;
}

void libretto_sha1_add(libretto_sha1 *hash, const void *bytes, size_t count) {
  if (count > 0) add(hash, known(), bytes, count);
}

void libretto_sha1_end(libretto_sha1 *hash, uint8_t *digest) { end(hash, known(), digest); }

void libretto_sha1_portable(const void *bytes, size_t count, uint8_t *digest) {
  libretto_sha1 hash;
  libretto_sha1_begin(&hash);
  if (count > 0) add(&hash, compress_portable, bytes, count);
  end(&hash, compress_portable, digest);
}
