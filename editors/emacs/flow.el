;;; flow.el --- A draft in Emacs with Eglot: see the finding, read why, take the fix  -*- lexical-binding: t -*-
;; Usage: emacs --batch -Q -l INIT.el -l flow.el priya.txt     anything else than status 0 is a failure
(require 'eglot)
(require 'flymake)
(setq eglot-sync-connect 20
      eglot-send-changes-idle-time 0.05
      eglot-confirm-server-edits nil
      flymake-no-changes-timeout 0.05)

(defun flow-until (name holds)
  "Wait until HOLDS gives something, and give it; fail with NAME."
  (let ((end (+ (float-time) 20)) seen)
    (while (and (not (setq seen (funcall holds))) (< (float-time) end))
      (accept-process-output nil 0.05))
    (or seen (error "Not seen in 20 s: %s" name))))

(defun flow-findings ()
  (flymake-start)
  (flymake-diagnostics))

(find-file (car command-line-args-left))
(setq command-line-args-left nil)
(call-interactively #'eglot)
(flow-until "the server" #'eglot-current-server)

(let* ((finding (car (flow-until "the finding" #'flow-findings)))
       (text (flymake-diagnostic-text finding)))
  (unless (and (= 1 (length (flymake-diagnostics))) (string-search (getenv "MESSAGE") text))
    (error "Not the finding that the command line gives: %s" text))
  (message "  the draft's one warning is shown: %s" text)
  (goto-char (+ 5 (flymake-diagnostic-beg finding)))

  ;; What the hover says reaches the user through ElDoc.
  (let (doc)
    (eglot-hover-eldoc-function (lambda (string &rest _) (setq doc string)))
    (flow-until "the reason" (lambda () (and doc (string-search (getenv "WHY") doc)))))
  (message "  the hover shows why")

  (let ((fix (seq-find (lambda (action) (equal (plist-get action :title) (getenv "FIX")))
                       (eglot-code-actions (point) (point) "quickfix"))))
    (unless fix (error "The fix is not offered"))
    (eglot-execute (eglot-current-server) fix))
  ;; In a batch run no idle timer tells the server of the change.
  (eglot--signal-textDocument/didChange)
  (unless (string-search "open to a short conversation, fifteen" (buffer-string))
    (error "The fix did not change the text"))
  (flow-until "no finding after the fix" (lambda () (null (flow-findings))))
  (message "  the quick fix changed the text, and nothing is left"))

(set-buffer-modified-p nil)
(eglot-shutdown (eglot-current-server))
;;; flow.el ends here
