/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* All of libferry, for the application, which includes this and its own headers only. */

#include "base/ferry-backoff.h"
#include "base/ferry-durable-writer.h"
#include "base/ferry-error.h"
#include "base/ferry-json.h"
#include "base/ferry-redact.h"
#include "base/ferry-time.h"
#include "base/ferry-xml-writer.h"
#include "base/ferry-xml.h"
