/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "aws/ferry-request.h"

#include "aws/ferry-endpoint.h"

#include <string.h>

#define FORM_TYPE "application/x-www-form-urlencoded; charset=utf-8"
#define DEFAULT_MAX_REPLY (16 * 1024 * 1024)

struct _FerryRequest {
  gatomicrefcount  ref_count;
  FerryService     service;
  char            *operation;
  char            *method;
  char            *region;
  char            *bucket;
  char            *key;
  GPtrArray       *query;
  GPtrArray       *form;
  GPtrArray       *headers;
  GBytes          *body;
  char            *content_type;
  gsize            max_reply;
  gboolean         act;
};

G_DEFINE_BOXED_TYPE (FerryRequest, ferry_request, ferry_request_ref, ferry_request_unref)

const char *
ferry_service_get_name (FerryService service)
{
  switch (service)
    {
    case FERRY_SERVICE_S3:
      return "s3";
    case FERRY_SERVICE_EC2:
      return "ec2";
    case FERRY_SERVICE_STS:
      return "sts";
    default:
      g_return_val_if_reached (NULL);
    }
}

FerryPair *
ferry_pair_new (const char *name,
                const char *value)
{
  FerryPair *pair = g_new (FerryPair, 1);

  pair->name = g_strdup (name);
  pair->value = g_strdup (value);

  return pair;
}

void
ferry_pair_free (FerryPair *pair)
{
  g_free (pair->name);
  g_free (pair->value);
  g_free (pair);
}

static GPtrArray *
pairs_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_pair_free);
}

FerryRequest *
ferry_request_new (FerryService  service,
                   const char   *operation,
                   const char   *method)
{
  FerryRequest *self = g_new0 (FerryRequest, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->service = service;
  self->operation = g_strdup (operation);
  self->method = g_strdup (method);
  self->query = pairs_new ();
  self->form = pairs_new ();
  self->headers = pairs_new ();
  self->max_reply = DEFAULT_MAX_REPLY;

  return self;
}

FerryRequest *
ferry_request_new_action (FerryService  service,
                          const char   *action,
                          const char   *version)
{
  FerryRequest *self = ferry_request_new (service, action, "POST");

  ferry_request_add_form (self, "Action", action);
  ferry_request_add_form (self, "Version", version);

  return self;
}

FerryRequest *
ferry_request_ref (FerryRequest *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
ferry_request_unref (FerryRequest *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->operation);
  g_free (self->method);
  g_free (self->region);
  g_free (self->bucket);
  g_free (self->key);
  g_ptr_array_unref (self->query);
  g_ptr_array_unref (self->form);
  g_ptr_array_unref (self->headers);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->content_type);
  g_free (self);
}

void
ferry_request_set_region (FerryRequest *self,
                          const char   *region)
{
  g_free (self->region);
  self->region = g_strdup (region);
}

void
ferry_request_set_bucket (FerryRequest *self,
                          const char   *bucket)
{
  g_free (self->bucket);
  self->bucket = g_strdup (bucket);
}

void
ferry_request_set_key (FerryRequest *self,
                       const char   *key)
{
  g_free (self->key);
  self->key = g_strdup (key);
}

void
ferry_request_add_query (FerryRequest *self,
                         const char   *name,
                         const char   *value)
{
  g_ptr_array_add (self->query, ferry_pair_new (name, value));
}

void
ferry_request_add_form (FerryRequest *self,
                        const char   *name,
                        const char   *value)
{
  if (value && *value)
    g_ptr_array_add (self->form, ferry_pair_new (name, value));
}

void
ferry_request_add_form_number (FerryRequest *self,
                               const char   *name,
                               guint64       number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, number);

  ferry_request_add_form (self, name, text);
}

void
ferry_request_add_header (FerryRequest *self,
                          const char   *name,
                          const char   *value)
{
  g_ptr_array_add (self->headers, ferry_pair_new (name, value));
}

void
ferry_request_set_body (FerryRequest *self,
                        GBytes       *body,
                        const char   *content_type)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = g_bytes_ref (body);
  g_free (self->content_type);
  self->content_type = g_strdup (content_type);
}

void
ferry_request_set_act (FerryRequest *self)
{
  self->act = TRUE;
}

void
ferry_request_set_max_reply (FerryRequest *self,
                             gsize         bytes)
{
  self->max_reply = bytes;
}

FerryService
ferry_request_get_service (FerryRequest *self)
{
  return self->service;
}

const char *
ferry_request_get_operation (FerryRequest *self)
{
  return self->operation;
}

const char *
ferry_request_get_method (FerryRequest *self)
{
  return self->method;
}

const char *
ferry_request_get_region (FerryRequest *self)
{
  return self->region;
}

const char *
ferry_request_get_bucket (FerryRequest *self)
{
  return self->bucket;
}

const char *
ferry_request_get_key (FerryRequest *self)
{
  return self->key;
}

GPtrArray *
ferry_request_get_query (FerryRequest *self)
{
  return self->query;
}

GPtrArray *
ferry_request_get_form (FerryRequest *self)
{
  return self->form;
}

GPtrArray *
ferry_request_get_headers (FerryRequest *self)
{
  return self->headers;
}

GBytes *
ferry_request_dup_body (FerryRequest *self)
{
  g_autofree char *form = NULL;

  if (self->body)
    return g_bytes_ref (self->body);
  if (self->form->len == 0)
    return NULL;

  form = ferry_endpoint_encode_pairs (self->form);

  return g_bytes_new (form, strlen (form));
}

const char *
ferry_request_get_content_type (FerryRequest *self)
{
  return self->form->len > 0 ? FORM_TYPE : self->content_type;
}

gboolean
ferry_request_is_act (FerryRequest *self)
{
  return self->act;
}

gsize
ferry_request_get_max_reply (FerryRequest *self)
{
  return self->max_reply;
}
