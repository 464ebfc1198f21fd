/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "plan/ferry-price-table.h"

#include "base/ferry-error.h"
#include "base/ferry-json.h"

#include <string.h>

#define FORMAT 1
/* A slip of the comma, more likely than a price. */
#define HIGHEST_PRICE 100000.0

struct _FerryPriceTable {
  gatomicrefcount  ref_count;
  char            *as_of;
  char            *currency;
  GHashTable      *prices;  /* "eu-west-1/volumes/gp2" to double */
};

G_DEFINE_BOXED_TYPE (FerryPriceTable, ferry_price_table, ferry_price_table_ref,
                     ferry_price_table_unref)

/* While a table is read: where in the text one is, for errors */
typedef struct {
  FerryPriceTable  *table;
  const char       *text;
  const char       *path[5];
  guint             depth;
  GError          **error;
} Reading;

static FerryPriceTable *
table_new (void)
{
  FerryPriceTable *self = g_new0 (FerryPriceTable, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->prices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

/* The parser forgets lines: the members' names are looked for in the text, one within the other. */
static guint
find_line (const Reading *reading)
{
  const char *at = reading->text;
  guint line = 1;

  for (guint i = 0; i < reading->depth; i++)
    {
      g_autofree char *quoted = g_strdup_printf ("\"%s\"", reading->path[i]);
      const char *found = strstr (at, quoted);

      if (found == NULL)
        break;
      at = found + strlen (quoted);
    }

  for (const char *p = reading->text; p < at; p++)
    line += *p == '\n';

  return line;
}

static gboolean
complain (Reading    *reading,
          const char *problem)
{
  g_autoptr(GString) path = g_string_new (NULL);

  for (guint i = 0; i < reading->depth; i++)
    g_string_append_printf (path, "%s%s", i ? "/" : "", reading->path[i]);
  g_set_error (reading->error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT, "line %u: \"%s\" %s",
               find_line (reading), path->str, problem);

  return FALSE;
}

static gboolean
read_price (Reading  *reading,
            JsonNode *node)
{
  GString *key;
  double *price;
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;
  double value = type == G_TYPE_DOUBLE || type == G_TYPE_INT64 ? json_node_get_double (node) : -1;

  if (!(value >= 0 && value <= HIGHEST_PRICE))
    return complain (reading, "is not a price");

  key = g_string_new (NULL);
  for (guint i = 1; i < reading->depth; i++)
    g_string_append_printf (key, "%s%s", i > 1 ? "/" : "", reading->path[i]);
  price = g_new (double, 1);
  *price = value;
  g_hash_table_insert (reading->table->prices, g_string_free (key, FALSE), price);

  return TRUE;
}

/* @levels: how many objects lie within each other until prices come */
static gboolean
read_prices (Reading  *reading,
             JsonNode *node,
             guint     levels)
{
  JsonObject *object;
  g_autoptr(GList) members = NULL;

  if (levels == 0)
    return read_price (reading, node);
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return complain (reading, "is not an object");

  object = json_node_get_object (node);
  members = json_object_get_members (object);
  for (GList *l = members; l; l = l->next)
    {
      reading->path[reading->depth++] = l->data;
      if (!read_prices (reading, json_object_get_member (object, l->data), levels - 1))
        return FALSE;
      reading->depth--;
    }

  return TRUE;
}

static gboolean
read_region (Reading    *reading,
             JsonObject *region)
{
  static const struct {
    const char *name;
    guint       levels;
  } kinds[] = { { "volumes", 1 }, { "instances", 2 } };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      JsonNode *node = json_object_get_member (region, kinds[i].name);

      if (node == NULL)
        continue;
      reading->path[reading->depth++] = kinds[i].name;
      if (!read_prices (reading, node, kinds[i].levels))
        return FALSE;
      reading->depth--;
    }

  return TRUE;
}

static gboolean
read_regions (Reading    *reading,
              JsonObject *root)
{
  JsonNode *node = json_object_get_member (root, "regions");
  JsonObject *regions;
  g_autoptr(GList) members = NULL;

  reading->path[reading->depth++] = "regions";
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return complain (reading, "is not an object");

  regions = json_node_get_object (node);
  members = json_object_get_members (regions);
  for (GList *l = members; l; l = l->next)
    {
      JsonNode *region = json_object_get_member (regions, l->data);

      reading->path[reading->depth++] = l->data;
      if (!JSON_NODE_HOLDS_OBJECT (region))
        return complain (reading, "is not an object");
      if (!read_region (reading, json_node_get_object (region)))
        return FALSE;
      reading->depth--;
    }
  reading->depth--;

  return TRUE;
}

static gboolean
is_date (const char *text)
{
  g_autofree char *full = g_strdup_printf ("%sT00:00:00Z", text);
  g_autoptr(GDateTime) date = g_date_time_new_from_iso8601 (full, NULL);

  return strlen (text) == strlen ("2025-01-01") && date != NULL;
}

static gboolean
is_currency (const char *text)
{
  return strlen (text) == 3 && g_ascii_isupper (text[0]) && g_ascii_isupper (text[1]) &&
         g_ascii_isupper (text[2]);
}

/* @text: (out): what the member says; %NULL where there is none */
static gboolean
read_word (Reading     *reading,
           JsonObject  *root,
           const char  *name,
           gboolean   (*is_valid) (const char *text),
           char       **text)
{
  const char *value = ferry_json_get_string (root, name);

  if (!json_object_has_member (root, name))
    return TRUE;
  if (value == NULL || !is_valid (value))
    {
      reading->path[reading->depth++] = name;
      return complain (reading, "is not one");
    }
  *text = g_strdup (value);

  return TRUE;
}

static gboolean
read_format (Reading    *reading,
             JsonObject *root)
{
  if (ferry_json_get_int (root, "format", -1) == FORMAT)
    return TRUE;

  reading->path[reading->depth++] = "format";

  return complain (reading, "is not one that this version of Ferry reads");
}

FerryPriceTable *
ferry_price_table_new (GBytes  *bytes,
                       GError **error)
{
  g_autoptr(FerryPriceTable) self = table_new ();
  g_autoptr(JsonObject) root = NULL;
  g_autofree char *text = NULL;
  gsize length;
  Reading reading = { .table = self, .error = error };
  const char *data;

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &length);
  text = g_strndup (data ? data : "", length);
  reading.text = text;
  /* of what is behind a NUL nothing would be read */
  root = ferry_json_parse (text, length, error);
  if (root == NULL ||
      !read_format (&reading, root) ||
      !read_word (&reading, root, "as-of", is_date, &self->as_of) ||
      !read_word (&reading, root, "currency", is_currency, &self->currency) ||
      !read_regions (&reading, root))
    return NULL;

  return g_steal_pointer (&self);
}

static void
copy_prices (FerryPriceTable *from,
             FerryPriceTable *to)
{
  GHashTableIter iter;
  gpointer key;
  gpointer price;

  g_hash_table_iter_init (&iter, from->prices);
  while (g_hash_table_iter_next (&iter, &key, &price))
    g_hash_table_replace (to->prices, g_strdup (key), g_memdup2 (price, sizeof (double)));
}

FerryPriceTable *
ferry_price_table_merge (FerryPriceTable *base,
                         FerryPriceTable *over)
{
  FerryPriceTable *self;
  const char *as_of;

  g_return_val_if_fail (base != NULL, NULL);
  g_return_val_if_fail (over != NULL, NULL);

  if (over->currency && base->currency && strcmp (over->currency, base->currency) != 0)
    return ferry_price_table_ref (over);

  as_of = over->as_of && (base->as_of == NULL || strcmp (over->as_of, base->as_of) < 0)
            ? over->as_of : base->as_of;
  self = table_new ();
  self->as_of = g_strdup (as_of);
  self->currency = g_strdup (over->currency ? over->currency : base->currency);
  copy_prices (base, self);
  copy_prices (over, self);

  return self;
}

static FerryPriceTable *
load_file (const char  *path,
           GError     **error)
{
  g_autofree char *text = NULL;
  g_autoptr(GBytes) bytes = NULL;
  FerryPriceTable *table;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;

  bytes = g_bytes_new_take (g_steal_pointer (&text), length);
  table = ferry_price_table_new (bytes, error);
  if (table == NULL)
    {
      g_autofree char *name = g_filename_display_name (path);

      g_prefix_error (error, "%s: ", name);
    }

  return table;
}

FerryPriceTable *
ferry_price_table_load (const char  *shipped,
                        const char  *own,
                        GError     **problem)
{
  g_autoptr(FerryPriceTable) base = NULL;
  g_autoptr(FerryPriceTable) over = NULL;
  g_autoptr(GError) base_error = NULL;
  g_autoptr(GError) own_error = NULL;

  g_return_val_if_fail (shipped != NULL, NULL);

  base = load_file (shipped, &base_error);
  if (base == NULL)
    base = table_new ();
  if (own)
    over = load_file (own, &own_error);
  if (g_error_matches (own_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_clear_error (&own_error);

  /* the user can mend his own */
  if (own_error)
    g_propagate_error (problem, g_steal_pointer (&own_error));
  else if (base_error)
    g_propagate_error (problem, g_steal_pointer (&base_error));

  return over ? ferry_price_table_merge (base, over) : g_steal_pointer (&base);
}

char *
ferry_price_table_dup_own_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "ferry", "prices.json", NULL);
}

FerryPriceTable *
ferry_price_table_ref (FerryPriceTable *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
ferry_price_table_unref (FerryPriceTable *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->as_of);
  g_free (self->currency);
  g_hash_table_unref (self->prices);
  g_free (self);
}

const char *
ferry_price_table_get_as_of (FerryPriceTable *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->as_of;
}

const char *
ferry_price_table_get_currency (FerryPriceTable *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->currency;
}

static gboolean
find_price (FerryPriceTable *self,
            const char      *key,
            double          *price)
{
  const double *found = g_hash_table_lookup (self->prices, key);

  if (found)
    *price = *found;

  return found != NULL;
}

gboolean
ferry_price_table_find_volume (FerryPriceTable *self,
                               const char      *region,
                               const char      *type,
                               double          *price)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  key = g_strdup_printf ("%s/volumes/%s", region, type);

  return find_price (self, key, price);
}

gboolean
ferry_price_table_find_hour (FerryPriceTable *self,
                             const char      *region,
                             const char      *type,
                             FerryPlatform    platform,
                             double          *price)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  if (platform == FERRY_PLATFORM_UNSET)
    return FALSE;

  key = g_strdup_printf ("%s/instances/%s/%s", region, type,
                         platform == FERRY_PLATFORM_WINDOWS ? "windows" : "linux");

  return find_price (self, key, price);
}
