//! The browser's side: the registration of the service worker and its events.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    EventTarget, RegistrationOptions, ServiceWorker, ServiceWorkerContainer,
    ServiceWorkerRegistration, ServiceWorkerUpdateViaCache,
};
use yew::Callback;
use yew::platform::spawn_local;

use super::Release;

/// A page that stays open looks for the next release when it comes to sight, at most so often.
/// Browsers look by themselves when a page is opened.
const LOOK: f64 = 3_600_000.0;

/// Tells what is kept until it is dropped.
pub(super) struct Watch(Rc<Inner>);

struct Inner {
    container: ServiceWorkerContainer,
    tell: Callback<Release>,
    registration: RefCell<Option<ServiceWorkerRegistration>>,
    /// Whether the page was loaded by a service worker.
    served: bool,
    changed: Cell<bool>,
    /// The last release that is later than the page's, and which one that is.
    later: RefCell<Option<ServiceWorker>>,
    number: Cell<u32>,
    looked: Cell<f64>,
    listeners: RefCell<Vec<EventListener>>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        // They hold what holds them.
        self.0.listeners.take();
    }
}

/// Registers the service worker that the page names; `None` where there can be none.
pub(super) fn watch(tell: Callback<Release>) -> Option<Watch> {
    let container = container()?;
    let script = script()?;
    let inner = Rc::new(Inner {
        served: container.controller().is_some(),
        container,
        tell,
        registration: RefCell::default(),
        changed: Cell::new(false),
        later: RefCell::default(),
        number: Cell::new(0),
        looked: Cell::new(js_sys::Date::now()),
        listeners: RefCell::default(),
    });
    let container = inner.container.clone();
    inner.listen(&container, "controllerchange", |inner| {
        // The first service worker takes the page on that loaded without one.
        inner.changed.set(inner.served);
        inner.look_around();
    });
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        inner.listen(&document.clone(), "visibilitychange", move |inner| {
            if !document.hidden() {
                inner.look_for_next();
            }
        });
    }
    let watch = Watch(inner.clone());
    spawn_local(async move { inner.register(&script).await });
    Some(watch)
}

impl Inner {
    fn listen(
        self: &Rc<Self>,
        target: &EventTarget,
        event: &'static str,
        heard: impl Fn(&Rc<Self>) + 'static,
    ) {
        let inner = self.clone();
        let listener = EventListener::new(target, event, move |_| heard(&inner));
        self.listeners.borrow_mut().push(listener);
    }

    async fn register(self: Rc<Self>, script: &str) {
        let options = RegistrationOptions::new();
        options.set_update_via_cache(ServiceWorkerUpdateViaCache::None);
        let registering = self.container.register_with_options(script, &options);
        // Refused in private windows of some browsers, or where the storage is full: the page is
        // then not kept.
        let Some(registration) = settled::<ServiceWorkerRegistration>(registering).await else {
            return;
        };
        self.registration.replace(Some(registration.clone()));
        self.follow(&registration);
        self.listen(&registration.clone(), "updatefound", move |inner| {
            inner.follow(&registration);
        });
        self.look_around();
    }

    /// Hears of each step of a service worker that is being installed.
    fn follow(self: &Rc<Self>, registration: &ServiceWorkerRegistration) {
        if let Some(installing) = registration.installing() {
            self.listen(&installing, "statechange", |inner| inner.look_around());
        }
    }

    fn look_around(&self) {
        if let Some(registration) = &*self.registration.borrow() {
            let active = registration.active();
            let changed = active.clone().filter(|_| self.changed.get());
            let later = registration.waiting().or(changed);
            let (is_active, is_later) = (active.is_some(), later.is_some());
            if is_later && *self.later.borrow() != later {
                self.number.set(self.number.get() + 1);
                self.later.replace(later);
            }
            self.tell
                .emit(Release::of(is_active, is_later, self.number.get()));
        }
    }

    fn look_for_next(&self) {
        let now = js_sys::Date::now();
        if let Some(registration) = &*self.registration.borrow()
            && now - self.looked.get() >= LOOK
            && let Ok(looking) = registration.update()
        {
            self.looked.set(now);
            spawn_local(async move {
                // Without a network there is nothing to be found.
                let _ = JsFuture::from(looking).await;
            });
        }
    }
}

/// Changes to the release that waits, and reloads the page once it serves.
pub(super) fn change() {
    spawn_local(async {
        let waiting = match container() {
            Some(container) => {
                let registration: Option<ServiceWorkerRegistration> =
                    settled(container.get_registration()).await;
                let waiting = registration.and_then(|registration| registration.waiting());
                waiting.map(|waiting| (container, waiting))
            }
            None => None,
        };
        match waiting {
            Some((container, waiting)) => {
                EventListener::once(&container, "controllerchange", |_| reload()).forget();
                // Cannot fail: it is a string.
                let _ = waiting.post_message(&JsValue::from_str("take over"));
            }
            // Another page was faster.
            None => reload(),
        }
    });
}

fn reload() {
    if let Some(window) = web_sys::window() {
        // Fails only in frames that may not.
        let _ = window.location().reload();
    }
}

async fn settled<T: JsCast>(promise: Promise) -> Option<T> {
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}

/// There is none on a plain-text address other than this machine's, and asking for it fails where
/// storage is denied.
fn container() -> Option<ServiceWorkerContainer> {
    let navigator = web_sys::window()?.navigator();
    Reflect::get(&navigator, &"serviceWorker".into())
        .ok()?
        .dyn_into()
        .ok()
}

/// The script that the build names in the page.
fn script() -> Option<String> {
    let document = web_sys::window()?.document()?;
    let meta = document
        .query_selector("meta[name=service-worker]")
        .ok()??;
    meta.get_attribute("content")
}
