/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/link/ferry-link-address.h"

#include "aws/ferry-region.h"
#include "aws/ferry-request.h"

#include <string.h>

static const char * const suffixes[] = { ".amazonaws.com", ".amazonaws.com.cn", ".amazonaws.eu" };

/* The host without AWS's domain; %NULL for another one, and for one that no DNS has, but that some
 * proxy might cut at its "/" or "@", be it encoded.
 */
static char *
cut_suffix (const char *host)
{
  if (host[strspn (host, G_CSET_a_2_z G_CSET_DIGITS "-._")] != '\0')
    return NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (host, suffixes[i]))
      return g_strndup (host, strlen (host) - strlen (suffixes[i]));

  return NULL;
}

/* "eu-west-1", also one that this version does not know: hyphens, and a number at the end. */
static gboolean
is_region (const char *label)
{
  return ferry_region_is_valid (label) && strchr (label, '-') &&
         g_ascii_isdigit (label[strlen (label) - 1]);
}

/* "s3-us-west-2", "s3-fips-us-gov-west-1"; "s3-external-1" is a name of us-east-1.
 * Returns: (nullable): the region
 */
static const char *
find_hyphened_region (const char *label)
{
  if (!g_str_has_prefix (label, "s3-"))
    return NULL;
  if (g_str_equal (label, "s3-external-1"))
    return "us-east-1";
  if (g_str_has_prefix (label, "s3-website-") || g_str_has_prefix (label, "s3-accesspoint-"))
    return NULL;

  label += strlen (g_str_has_prefix (label, "s3-fips-") ? "s3-fips-" : "s3-");

  return is_region (label) ? label : NULL;
}

/* How many of the @n labels are in front of the service's own; -1 when it is not S3's. */
static int
find_service (char       **labels,
              int          n,
              const char **region)
{
  const char *last = n > 0 ? labels[n - 1] : "";
  const char *hyphened = find_hyphened_region (last);

  if (hyphened)
    {
      *region = hyphened;
      return n - 1;
    }

  if (n > 1 && is_region (last))
    {
      *region = last;
      n--;
    }
  if (n > 1 && g_str_equal (labels[n - 1], "dualstack"))
    n--;

  if (n > 0 && (g_str_equal (labels[n - 1], "s3") || g_str_equal (labels[n - 1], "s3-fips") ||
                g_str_equal (labels[n - 1], "s3-accelerate")))
    return n - 1;

  return -1;
}

gboolean
ferry_link_split_host (const char  *host,
                       char       **bucket,
                       char       **region)
{
  g_autofree char *rest = cut_suffix (host);
  g_auto(GStrv) labels = rest ? g_strsplit (rest, ".", -1) : NULL;
  const char *found = NULL;
  int n_bucket = labels ? find_service (labels, (int) g_strv_length (labels), &found) : -1;
  gsize length = 0;

  *bucket = NULL;
  *region = NULL;
  if (n_bucket < 0)
    return FALSE;

  for (int i = 0; i < n_bucket; i++)
    length += strlen (labels[i]) + 1;
  *region = g_strdup (found);
  *bucket = length > 1 ? g_strndup (rest, length - 1) : NULL;

  return TRUE;
}

char *
ferry_link_decode (const char *text,
                   gsize       length)
{
  GString *decoded = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      char byte = text[i];

      if (byte == '%')
        {
          gboolean is_whole = length - i > 2;
          int high = is_whole ? g_ascii_xdigit_value (text[i + 1]) : -1;
          int low = is_whole ? g_ascii_xdigit_value (text[i + 2]) : -1;

          byte = high < 0 || low < 0 ? '\0' : (char) (high * 16 + low);
          i += 2;
        }
      if (byte == '\0')
        {
          g_string_free (decoded, TRUE);
          return NULL;
        }
      g_string_append_c (decoded, byte);
    }

  return g_string_free (decoded, FALSE);
}

static char *
decode_query (const char *text,
              gsize       length)
{
  g_autofree char *copy = g_strndup (text, length);

  g_strdelimit (copy, "+", ' ');

  return ferry_link_decode (copy, length);
}

GPtrArray *
ferry_link_split_query (const char *query)
{
  g_auto(GStrv) texts = g_strsplit (query ? query : "", "&", -1);
  GPtrArray *pairs = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_pair_free);

  for (char **text = texts; *text; text++)
    {
      const char *begin = *text + (g_str_has_prefix (*text, "amp;") ? strlen ("amp;") : 0);
      gsize length = strcspn (begin, "=");
      const char *rest = begin[length] ? begin + length + 1 : begin + length;
      g_autofree char *name = decode_query (begin, length);
      g_autofree char *value = decode_query (rest, strlen (rest));

      if (name && *name && value)
        g_ptr_array_add (pairs, ferry_pair_new (name, value));
    }

  return pairs;
}

gboolean
ferry_link_is_encoded (const char *written,
                       const char *key)
{
  g_autofree char *decoded = ferry_link_decode (written, strlen (written));
  g_autofree char *form = decode_query (written, strlen (written));

  return g_strcmp0 (decoded, key) == 0 || g_strcmp0 (form, key) == 0;
}

gboolean
ferry_link_is_padded (const char *written,
                      const char *key)
{
  g_autofree char *stripped = g_strstrip (g_strdup (written));

  return g_str_equal (stripped, key);
}

gboolean
ferry_link_is_loopback (const char *host)
{
  g_autoptr(GInetAddress) address = g_inet_address_new_from_string (host);

  return address ? g_inet_address_get_is_loopback (address) : g_str_equal (host, "localhost");
}
