//! What use cases keep for as long as a network is open: each a type of its own, which nobody else knows.

use std::{
    any::{Any, TypeId},
    collections::HashMap,
    sync::{Arc, Mutex},
};

use super::{Session, lock};

/// The states of use cases, by their types.
#[derive(Default)]
pub(crate) struct Own(Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>);

impl Own {
    /// The one value of this type; a new one where there is none yet.
    fn get<T: Default + Send + Sync + 'static>(&self) -> Arc<T> {
        let mut all = lock(&self.0);
        let found = all.get(&TypeId::of::<T>()).cloned();
        // Under a type's id stands a value of that type alone, so it is found as one.
        found.and_then(|found| found.downcast().ok()).unwrap_or_else(|| {
            let new = Arc::<T>::default();
            all.insert(TypeId::of::<T>(), new.clone());
            new
        })
    }
}

impl Session {
    /// A use case's own state: the same value as long as the network is open.
    pub(crate) fn own<T: Default + Send + Sync + 'static>(&self) -> Arc<T> {
        self.own.get()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[test]
    fn each_type_has_one_value_that_stays() {
        let own = Own::default();
        own.get::<AtomicU32>().store(7, Ordering::Relaxed);
        own.get::<Mutex<String>>().lock().unwrap().push('x');
        assert_eq!(own.get::<AtomicU32>().load(Ordering::Relaxed), 7);
        assert_eq!(*own.get::<Mutex<String>>().lock().unwrap(), "x");
    }
}
