/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "rehearsal/ferry-rehearsal-ec2-check.h"

#include <gio/gio.h>
#include <string.h>

#define MAX_USER_DATA (16 * 1024)

static const char *
get (FerryRehearsalExchange *exchange,
     const char             *name)
{
  return ferry_rehearsal_exchange_get_form (exchange, name);
}

gboolean
ferry_rehearsal_ec2_refuse (FerryRehearsalExchange *exchange,
                            const char             *code,
                            const char             *format,
                            const char             *word)
{
  g_autoptr(GString) text = g_string_new (format);

  g_string_replace (text, "@", word, 1);
  ferry_rehearsal_exchange_reply_error (exchange, 400, code, text->str, NULL);

  return FALSE;
}

/* Whether @name is a number behind @prefix, which ends in a dot. */
static gboolean
is_member (const char *name,
           const char *prefix)
{
  guint64 number;

  return g_str_has_suffix (prefix, ".") && g_str_has_prefix (name, prefix) &&
         g_ascii_string_to_unsigned (name + strlen (prefix), 10, 1, 1000, &number, NULL);
}

static gboolean
is_known (const char        *name,
          const char *const *names)
{
  for (gsize i = 0; names[i]; i++)
    if (g_str_equal (names[i], name) || is_member (name, names[i]))
      return TRUE;

  return FALSE;
}

gboolean
ferry_rehearsal_ec2_check_names (FerryRehearsalExchange *exchange,
                                 const char *const      *needed,
                                 const char *const      *optional)
{
  static const char *const always[] = { "Action", "Version", "DryRun", "Description", NULL };
  GHashTableIter iter;
  gpointer name;

  for (gsize i = 0; needed[i]; i++)
    {
      const char *value = get (exchange, needed[i]);

      if (value == NULL || value[0] == '\0')
        return ferry_rehearsal_ec2_refuse (exchange, "MissingParameter",
                                           "The request must contain the parameter @", needed[i]);
    }

  g_hash_table_iter_init (&iter, exchange->form);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (g_str_has_prefix (name, "DiskImage.2."))
      return ferry_rehearsal_ec2_refuse (exchange, "InvalidParameterValue",
                                         "Only one disk image can be imported: @", name);
    else if (!is_known (name, always) && !is_known (name, needed) && !is_known (name, optional))
      return ferry_rehearsal_ec2_refuse (exchange, "UnknownParameter",
                                         "The parameter @ is not recognized", name);

  return TRUE;
}

gboolean
ferry_rehearsal_ec2_check_enum (FerryRehearsalExchange *exchange,
                                const char             *name,
                                const char *const      *values)
{
  const char *value = get (exchange, name);
  g_autofree char *format = NULL;

  if (value == NULL || g_strv_contains (values, value))
    return TRUE;

  format = g_strdup_printf ("Invalid value '@' for a parameter of %s", exchange->operation);

  return ferry_rehearsal_ec2_refuse (exchange, "InvalidParameterValue", format, value);
}

gboolean
ferry_rehearsal_ec2_check_number (FerryRehearsalExchange *exchange,
                                  const char             *name,
                                  guint64                 max,
                                  guint64                *value)
{
  return g_ascii_string_to_unsigned (get (exchange, name), 10, 1, max, value, NULL) ||
         ferry_rehearsal_ec2_refuse (exchange, "InvalidParameterValue",
                                     "Value of @ is not a number in range", name);
}

gboolean
ferry_rehearsal_ec2_check_id (FerryRehearsalExchange *exchange,
                              const char             *name,
                              const char             *prefix,
                              const char             *kind)
{
  const char *id = get (exchange, name);
  g_autofree char *code = NULL;
  g_autofree char *format = NULL;
  gsize length;

  if (id == NULL)
    return TRUE;
  if (!g_str_has_prefix (id, prefix))
    {
      code = g_strdup_printf ("Invalid%s.Malformed", kind);
      format = g_strdup_printf ("Invalid id: \"@\" (expecting \"%s...\")", prefix);
      return ferry_rehearsal_ec2_refuse (exchange, code, format, id);
    }

  length = strlen (id + strlen (prefix));
  if ((length == 8 || length == 17) && strspn (id + strlen (prefix), "0123456789abcdef") == length)
    return TRUE;

  code = g_strdup_printf ("Invalid%s.NotFound", kind);

  return ferry_rehearsal_ec2_refuse (exchange, code, "The ID '@' does not exist", id);
}

gboolean
ferry_rehearsal_ec2_check_zone (FerryRehearsalExchange *exchange,
                                const char             *name)
{
  const char *zone = get (exchange, name);
  const char *letter = zone && g_str_has_prefix (zone, exchange->region)
                         ? zone + strlen (exchange->region) : NULL;

  if (zone == NULL || (letter && *letter >= 'a' && *letter <= 'c' && letter[1] == '\0'))
    return TRUE;

  return ferry_rehearsal_ec2_refuse (exchange, "InvalidParameterValue",
                                     "Invalid availability zone: [@]", zone);
}

gboolean
ferry_rehearsal_ec2_check_address (FerryRehearsalExchange *exchange,
                                   const char             *name,
                                   const char             *subnet_name)
{
  const char *text = get (exchange, name);
  g_autoptr(GInetAddress) address = text ? g_inet_address_new_from_string (text) : NULL;

  if (text == NULL)
    return TRUE;
  if (address == NULL || g_inet_address_get_family (address) != G_SOCKET_FAMILY_IPV4)
    return ferry_rehearsal_ec2_refuse (exchange, "InvalidParameterValue",
                                       "Invalid value '@' for an IPv4 address", text);
  if (get (exchange, subnet_name) == NULL)
    return ferry_rehearsal_ec2_refuse (exchange, "InvalidParameterCombination",
                                       "The address @ needs a subnet", text);

  return TRUE;
}

gboolean
ferry_rehearsal_ec2_check_user_data (FerryRehearsalExchange *exchange,
                                     const char             *name)
{
  const char *text = get (exchange, name);
  g_autofree guchar *data = NULL;
  g_autofree char *again = NULL;
  gsize size;

  if (text == NULL)
    return TRUE;

  data = g_base64_decode (text, &size);
  again = g_base64_encode (data, size);
  if (!g_str_equal (again, text))
    return ferry_rehearsal_ec2_refuse (exchange, "InvalidParameterValue",
                                       "Invalid BASE64 encoding of user data: @", name);
  if (size > MAX_USER_DATA)
    return ferry_rehearsal_ec2_refuse (exchange, "InvalidParameterValue",
                                       "User data is limited to @ bytes",
                                       "16384");

  return TRUE;
}

gboolean
ferry_rehearsal_ec2_check_dry_run (FerryRehearsalExchange *exchange)
{
  static const char *const booleans[] = { "true", "false", NULL };

  if (!ferry_rehearsal_ec2_check_enum (exchange, "DryRun", booleans))
    return FALSE;
  if (g_strcmp0 (get (exchange, "DryRun"), "true") != 0)
    return TRUE;

  ferry_rehearsal_exchange_reply_error (exchange, 412, "DryRunOperation",
                                        "Request would have succeeded, but DryRun flag is set.",
                                        NULL);

  return FALSE;
}
