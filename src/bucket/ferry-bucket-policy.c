/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "bucket/ferry-bucket-policy.h"

#include <string.h>

#include "base/ferry-error.h"
#include "base/ferry-json.h"

/* S3 takes policies of 20 KB. */
#define MOST_BYTES (64 * 1024)

/* What the links of a manifest do. */
static const char *const link_actions[] = { "s3:GetObject", "s3:DeleteObject" };

static const char *const address_keys[] = {
  "aws:sourceip", "aws:sourcevpc", "aws:sourcevpce", "aws:vpcsourceip",
};

typedef struct {
  FerryBucketTrait traits;
  guint            signature_age;  /* seconds; 0: none */
} Denied;

/* One condition: "StringNotEquals": { "aws:SourceVpc": [ … ] } */
typedef struct {
  const char *operator;
  const char *key;   /* in small letters */
  JsonNode   *value;
} Condition;

/* IAM writes one string and a list of one as it likes. */
static guint
count_values (JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_length (json_node_get_array (node));

  return JSON_NODE_HOLDS_VALUE (node) ? 1 : 0;
}

/* (transfer full) (nullable): as text, for IAM also writes numbers and truths as such */
static char *
dup_value (JsonNode *node,
           guint     index)
{
  JsonNode *value = JSON_NODE_HOLDS_ARRAY (node)
                    ? json_array_get_element (json_node_get_array (node), index) : node;

  if (!JSON_NODE_HOLDS_VALUE (value))
    return NULL;
  if (json_node_get_value_type (value) == G_TYPE_STRING)
    return g_strdup (json_node_get_string (value));
  if (json_node_get_value_type (value) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (value));
  if (json_node_get_value_type (value) == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (value) ? "true" : "false");

  return NULL;
}

/* whether one of the patterns in @node is @word; as in IAM, "*" and "?" stand for anything */
static gboolean
matches (JsonNode   *node,
         const char *word)
{
  g_autofree char *small = g_ascii_strdown (word, -1);

  for (guint i = 0; i < count_values (node); i++)
    {
      g_autofree char *pattern = dup_value (node, i);
      g_autofree char *small_pattern = pattern ? g_ascii_strdown (pattern, -1) : NULL;

      if (small_pattern && g_utf8_validate (small_pattern, -1, NULL) &&
          g_pattern_match_simple (small_pattern, small))
        return TRUE;
    }

  return FALSE;
}

/* Whether a statement is about what links do. */
static gboolean
concerns_links (JsonObject *statement)
{
  JsonNode *actions = json_object_get_member (statement, "Action");
  JsonNode *others = json_object_get_member (statement, "NotAction");

  for (guint i = 0; i < G_N_ELEMENTS (link_actions); i++)
    if ((actions && matches (actions, link_actions[i])) ||
        (others && !matches (others, link_actions[i])))
      return TRUE;

  return FALSE;
}

/* "ForAnyValue:StringNotLike", "NotIpAddress", "ArnNotEquals": true for all who are not named */
static gboolean
is_negative (const char *operator)
{
  return strstr (operator, "Not") != NULL;
}

/* Who is named is denied: that is hardly EC2. All but who is named, or who names none, is. */
static void
judge_address (const Condition *condition,
               Denied          *denied)
{
  if (is_negative (condition->operator) ||
      (g_str_equal (condition->operator, "Null") && matches (condition->value, "true")))
    denied->traits |= FERRY_BUCKET_BY_ADDRESS;
}

/* In milliseconds. Only those that are too old are denied by a limit. */
static void
judge_age (const Condition *condition,
           Denied          *denied)
{
  if (strstr (condition->operator, "Less"))
    return;

  denied->traits |= FERRY_BUCKET_BY_AGE;
  for (guint i = 0; i < count_values (condition->value); i++)
    {
      g_autofree char *text = dup_value (condition->value, i);
      guint64 age;

      if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, &age, NULL))
        continue;

      age = CLAMP (age / 1000, 1, G_MAXUINT);
      if (denied->signature_age == 0 || age < denied->signature_age)
        denied->signature_age = (guint) age;
    }
}

/* Links are REST-QUERY-STRING. */
static void
judge_signing (const Condition *condition,
               Denied          *denied)
{
  gboolean named = matches (condition->value, "REST-QUERY-STRING");

  if (is_negative (condition->operator) ? !named : named)
    denied->traits |= FERRY_BUCKET_BY_SIGNING;
}

static void
judge_condition (const Condition *condition,
                 Denied          *denied)
{
  for (guint i = 0; i < G_N_ELEMENTS (address_keys); i++)
    if (g_str_equal (condition->key, address_keys[i]))
      judge_address (condition, denied);
  if (g_str_equal (condition->key, "s3:signatureage"))
    judge_age (condition, denied);
  if (g_str_equal (condition->key, "s3:authtype"))
    judge_signing (condition, denied);
}

static void
judge_operator (const char *operator,
                JsonObject *conditions,
                Denied     *denied)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init (&iter, conditions);
  while (json_object_iter_next (&iter, &name, &value))
    {
      g_autofree char *key = g_ascii_strdown (name, -1);

      judge_condition (&(Condition) { operator, key, value }, denied);
    }
}

static void
judge_statement (JsonNode *node,
                 Denied   *denied)
{
  JsonObject *statement = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonObject *conditions = ferry_json_get_object (statement, "Condition");
  JsonObjectIter iter;
  const char *operator;
  JsonNode *value;

  if (conditions == NULL ||
      g_strcmp0 (ferry_json_get_string (statement, "Effect"), "Deny") != 0 ||
      !concerns_links (statement))
    return;

  json_object_iter_init (&iter, conditions);
  while (json_object_iter_next (&iter, &operator, &value))
    if (JSON_NODE_HOLDS_OBJECT (value))
      judge_operator (operator, json_node_get_object (value), denied);
}

gboolean
ferry_bucket_policy_read (GBytes            *policy,
                          FerryBucketTrait  *traits,
                          guint             *signature_age,
                          GError           **error)
{
  g_autoptr(JsonObject) document = NULL;
  Denied denied = { *traits, *signature_age };
  JsonNode *statements;
  gsize length;
  const char *text = g_bytes_get_data (policy, &length);

  if (length > 0 && length <= MOST_BYTES)
    document = ferry_json_parse (text, (gssize) length, NULL);
  statements = document ? json_object_get_member (document, "Statement") : NULL;
  if (statements == NULL)
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY,
                           "GetBucketPolicy: the reply is not a policy");
      return FALSE;
    }

  if (JSON_NODE_HOLDS_ARRAY (statements))
    {
      JsonArray *array = json_node_get_array (statements);

      for (guint i = 0; i < json_array_get_length (array); i++)
        judge_statement (json_array_get_element (array, i), &denied);
    }
  else
    judge_statement (statements, &denied);

  *traits = denied.traits;
  *signature_age = denied.signature_age;

  return TRUE;
}
