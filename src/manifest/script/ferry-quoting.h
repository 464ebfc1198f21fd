/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Foreign text within the text of a program: one word that is nothing but that text. All pure and
 * (transfer full).
 */

/* For bash (3.2 or later), in '…' where that can be read as it is, else in $'…', where control
 * characters, letters that look like others, and bytes that are no letters are written as octal
 * numbers. @text: any bytes.
 */
char *ferry_quote_shell      (const char *text);
/* For PowerShell, in ASCII, for one of its versions takes a file for the computer's own code page.
 * @text: UTF-8
 */
char *ferry_quote_powershell (const char *text);
/* Indented, in ASCII, so that it can stand in a here-document of any quoted word with a letter */
char *ferry_quote_json       (JsonObject *object);

G_END_DECLS
